package dev.slipway.adapters.lambda;

import dev.slipway.access.Refusal;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a handler tells the log about a request, as soon as it knows.
///
/// It hangs on the request and not on the answer, since a request that ends in an exception has no answer of its own,
/// and those are the ones that somebody will look for. The price is this one thing about a request that changes.
public final class RequestNotes {

    private String action = "unrouted";
    private @Nullable OrgSlug organization;
    private @Nullable String reason;
    private String problem = "";
    private boolean guess;
    private @Nullable Visit visit;
    private @Nullable Refusal refusal;

    /// @param name what is being done, such as `packument.read`: a constant, since each name is a metric of its own
    public RequestNotes action(String name) {
        this.action = name;
        return this;
    }

    /// @param slug whom it is about, whether that organization exists or not
    public RequestNotes organization(OrgSlug slug) {
        this.organization = slug;
        return this;
    }

    /// @param why what somebody else's system said when it let us down; never holds a secret
    public RequestNotes reason(String why) {
        this.reason = Texts.cut(why, 500);
        return this;
    }

    /// Somebody tried out a token that nobody has: counted, if the answer says no.
    public RequestNotes guess() {
        this.guess = true;
        return this;
    }

    /// @param why the gatekeeper said no, if that is the answer
    public RequestNotes refusal(Refusal why) {
        this.refusal = why;
        return this;
    }

    /// @param made of the request, by what it showed
    void visit(Visit made) {
        this.visit = made;
    }

    /// @param code of the problem that is the answer
    RequestNotes problem(String code) {
        this.problem = code;
        return this;
    }

    Optional<Visit> visit() {
        return Optional.ofNullable(visit);
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    boolean guessed() {
        return guess;
    }

    String problem() {
        return problem;
    }

    /// `unrouted` until somebody says otherwise.
    public String action() {
        return action;
    }

    public Optional<OrgSlug> organization() {
        return Optional.ofNullable(organization);
    }

    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
