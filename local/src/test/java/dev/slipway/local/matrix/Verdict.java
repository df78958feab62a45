package dev.slipway.local.matrix;

/// What an answer must be: done, as the route says it, or a refusal.
///
/// @param status of a refusal, as the API tells it; 0 where it is done
/// @param code of the problem
record Verdict(int status, String code) {

    static final Verdict DONE = new Verdict(0, "");

    static final Verdict SIGN_IN_FIRST = new Verdict(401, "authentication_required");
    static final Verdict TOKEN_UNKNOWN = new Verdict(401, "token_unknown");
    static final Verdict TOKEN_EXPIRED = new Verdict(401, "token_expired");
    static final Verdict TOKEN_REVOKED = new Verdict(401, "token_revoked");
    static final Verdict TOKEN_NETWORK = new Verdict(403, "token_network");
    static final Verdict TOKEN_SCOPE = new Verdict(403, "token_scope");
    static final Verdict TOKEN_PACKAGES = new Verdict(403, "token_packages");
    static final Verdict NOT_FOUND = new Verdict(404, "not_found");
    static final Verdict NOT_A_MEMBER = new Verdict(403, "not_a_member");
    static final Verdict ADDRESS_NOT_ALLOWED = new Verdict(403, "address_not_allowed");
    static final Verdict SIGN_IN_ELSEWHERE = new Verdict(403, "sign_in_elsewhere");
    static final Verdict NOT_PERMITTED = new Verdict(403, "not_permitted");
    static final Verdict PAYMENT_DUE = new Verdict(402, "payment_due");
    static final Verdict NOT_A_PERSON = new Verdict(403, "not_a_person");
    static final Verdict SIGN_IN_AGAIN = new Verdict(403, "sign_in_again");
    static final Verdict ROLE_ABOVE_OWN = new Verdict(403, "role_above_own");

    /// A refusal that is a route's own.
    static Verdict refused(int status, String code) {
        return new Verdict(status, code);
    }

    /// The same to a package manager: npm has a message of its own for a wrong address, which it shows at a 401.
    Verdict toPackageManager() {
        return equals(TOKEN_NETWORK) || equals(ADDRESS_NOT_ALLOWED) ? new Verdict(401, code) : this;
    }

    boolean done() {
        return status == 0;
    }
}
