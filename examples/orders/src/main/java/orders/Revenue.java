package orders;

import java.math.BigDecimal;

/** What a customer has ordered in all. */
public record Revenue(String customer, BigDecimal total) {}
