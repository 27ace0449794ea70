package orders;

class OrderRepositoryTest extends OrderRepositoryContract {

    OrderRepositoryTest(OrderRepository orders) {
        super(orders);
    }
}
