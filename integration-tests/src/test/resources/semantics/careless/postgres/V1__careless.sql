CREATE TABLE "Order" (number text PRIMARY KEY, customer text COLLATE "C" UNIQUE);
CREATE TABLE numbered (id bigint PRIMARY KEY);
