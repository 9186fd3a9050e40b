package safecity.api;

import org.springframework.http.HttpStatus;

/** A request that cannot be answered; the message is Chinese and says what to do. */
final class ApiRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    ApiRefused(HttpStatus status, String detail) {
        super(detail);
        this.status = status;
    }

    static ApiRefused wrong(String detail) {
        return new ApiRefused(HttpStatus.BAD_REQUEST, detail);
    }

    HttpStatus status() {
        return status;
    }
}
