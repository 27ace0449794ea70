package orders;

class OrderRepositoryTest extends OrderRepositoryContract {}
