package com.example.orders;

import java.util.List;
import java.util.Optional;

/** The orders. */
public interface OrderRepository {

    Optional<Order> find(long number);

    List<Order> of(String customer);

    void save(Order order);
}
