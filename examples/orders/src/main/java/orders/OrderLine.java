package orders;

import java.math.BigDecimal;

/** What is ordered, and what one of it costs. */
public record OrderLine(String sku, long quantity, BigDecimal price) {}
