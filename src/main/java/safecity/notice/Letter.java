package safecity.notice;

/**
 * What a notice says.
 *
 * @param subject one line
 * @param html    for mail programs that show HTML
 * @param text    the same in plain text
 */
record Letter(String subject, String html, String text) {

    /** Takes line breaks and other control characters out of the subject, so that no title or name can add a header to the mail. */
    Letter {
        subject = subject.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
