package safecity.board;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the board is asked for, as it stands in the URL.
 *
 * @param list row of the list that the items come from; 0 for all items
 */
record BoardAddress(long list, UnitGroup group, Ranked by) {

    /** URL of this board. */
    public String url() {
        return url("/board");
    }

    /** URL of the ranking as a workbook. */
    public String asWorkbook() {
        return url("/board/ranking.xlsx");
    }

    /** URL of the board as a Word file. */
    public String asBriefing() {
        return url("/board/briefing.docx");
    }

    private String url(String path) {
        UriComponentsBuilder url = UriComponentsBuilder.fromPath(path);
        if (list != 0) {
            url.queryParam("list", list);
        }
        if (group != UnitGroup.DEPARTMENTS) {
            url.queryParam("group", group.key());
        }
        if (by != Ranked.RATE) {
            url.queryParam("by", by.key());
        }
        return url.toUriString();
    }

    /** URL with another group of units. */
    public String with(UnitGroup other) {
        return new BoardAddress(list, other, by).url();
    }

    /** URL ranked by something else. */
    public String with(Ranked other) {
        return new BoardAddress(list, group, other).url();
    }

    /** URL of the list of items, with parameters that follow a question mark, in the same scope. */
    public String items(String parameters) {
        String scope = list == 0 ? "" : "list=" + list;
        String joined = parameters.isEmpty() || scope.isEmpty() ? parameters + scope : parameters + "&" + scope;
        return joined.isEmpty() ? "/items" : "/items?" + joined;
    }
}
