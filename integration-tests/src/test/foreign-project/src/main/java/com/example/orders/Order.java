package com.example.orders;

/** An order of a customer. */
public record Order(long number, String customer, long cents) {}
