package safecity.workbook;

/**
 * A share of a whole, shown in per cent with one decimal.
 *
 * @param value from 0 to 1
 */
public record Share(double value) {}
