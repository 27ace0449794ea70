/** The one place that knows SQL. */
package orders.store;
