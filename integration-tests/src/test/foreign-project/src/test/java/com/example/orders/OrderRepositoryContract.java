package com.example.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.test.BackendContract;

@BackendContract(OrderRepositories.class)
abstract class OrderRepositoryContract {

    private static final Order ORDER = new Order(7, "Ada", 1250);

    @Test
    void findsWhatWasSaved(OrderRepository orders) {
        orders.save(ORDER);

        assertEquals(Optional.of(ORDER), orders.find(7));
        assertEquals(Optional.empty(), orders.find(8));
    }

    @Test
    void savesNoOrderThatCostsNothing(OrderRepository orders) {
        DaoException failure = assertThrows(DaoException.class, () -> orders.save(new Order(7, "Ada", 0)));

        assertEquals(ErrorKind.CHECK, failure.kind());
    }

    @Nested
    class AfterAnOrder {

        @BeforeEach
        void order(OrderRepository orders) {
            orders.save(ORDER);
        }

        @Test
        void takesNoOtherOfItsNumber(OrderRepository orders) {
            DaoException failure = assertThrows(DaoException.class, () -> orders.save(new Order(7, "Bob", 1)));

            assertEquals(ErrorKind.DUPLICATE_KEY, failure.kind());
        }

        @Test
        void listsThoseOfACustomer(OrderRepository orders) {
            orders.save(new Order(9, "ada", 1));
            orders.save(new Order(8, "Ada", 2));

            assertEquals(List.of(ORDER, new Order(8, "Ada", 2)), orders.of("Ada"));
        }
    }
}
