package safecity.evidence;

/** Stored bytes no longer have the hash under which they were kept: they were changed past this program. */
public final class DamagedEvidence extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedEvidence(String sha256) {
        super("Evidence " + sha256 + " no longer has its hash; restore it from a backup");
    }
}
