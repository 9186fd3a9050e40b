package safecity.problem;

/**
 * 转办: the office's decision to give an item to another unit before the former one signed for it.
 *
 * @param fromUnit  code of the former unit
 * @param toUnit    code of the new unit
 * @param reason    what the new unit reads
 * @param decidedBy login
 */
record PassingOn(String fromUnit, String toUnit, String reason, String decidedBy) {}
