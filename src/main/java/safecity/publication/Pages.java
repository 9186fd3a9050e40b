package safecity.publication;

/**
 * Which page of a list is shown.
 *
 * @param page  from 1 to {@code count}
 * @param count at least 1
 * @param total entries of the list
 * @param size  entries of a page
 */
public record Pages(int page, int count, int total, int size) {

    /** Returns the page that was asked for; the first or the last one if there is none such. */
    static Pages of(int total, int size, String asked) {
        int count = Math.max(1, (total + size - 1) / size);
        int page = asked.matches("\\d{1,6}") ? Integer.parseInt(asked) : 1;
        return new Pages(Math.max(1, Math.min(page, count)), count, total, size);
    }

    /** Returns how many entries stand before this page. */
    int first() {
        return (page - 1) * size;
    }
}
