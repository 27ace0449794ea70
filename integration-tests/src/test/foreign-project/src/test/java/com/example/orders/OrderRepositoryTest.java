package com.example.orders;

class OrderRepositoryTest extends OrderRepositoryContract {}
