package dev.slipway.local.matrix;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.matrix.Caller.Shows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One row by one caller, on one package where it is about one, in one state of acme.
record Cell(Ask ask, Caller caller, Found found, State state) {

    private static final Set<String> AT_DOOR = Set.of("address_not_allowed", "sign_in_elsewhere", "token_network");

    /// All of them. Everybody comes while acme is as usual; in other states some do, to what acme has a say in.
    static List<Cell> all(List<Ask> asks, List<Caller> callers) {
        var cells = new ArrayList<Cell>();
        for (var state : State.values()) {
            for (var ask : asks) {
                callers.stream()
                        .filter(caller -> comes(caller, ask, state))
                        .forEach(caller ->
                                packages(ask, state).forEach(found -> cells.add(new Cell(ask, caller, found, state))));
            }
        }
        for (var ask : asks) {
            if (ask.isForm()) {
                callers.stream()
                        .filter(Caller::sample)
                        .forEach(caller ->
                                cells.add(new Cell(ask.fromElsewhere(), caller, Found.NO_PACKAGE, State.ORDINARY)));
            }
        }
        return cells;
    }

    private static boolean comes(Caller caller, Ask ask, State state) {
        var demand = ask.demand();
        if (caller.sample()) {
            // Some come with a token to a page, and with a session to the API; they tell for all.
            return state == State.ORDINARY
                    || (demand.ofAcme() && (fits(caller, ask) || caller.shows() == Shows.NOTHING));
        }
        if (state != State.ORDINARY
                || !fits(caller, ask)
                || demand.isNothing()
                || ask.method().equals("HEAD")) {
            return false;
        }
        // What a team gives matters in acme alone, and to a machine of what a machine's token is for.
        return !caller.ofTeam() || (demand.ofAcme() && (caller.person() || !demand.forPeople()));
    }

    /// A session is for pages, and a token for programs.
    private static boolean fits(Caller caller, Ask ask) {
        return ask.page() == (caller.shows() == Shows.SESSION);
    }

    private static List<Found> packages(Ask ask, State state) {
        if (!ask.ofPackage()) {
            return List.of(Found.NO_PACKAGE);
        }
        if (ask.demand().isNothing()) {
            return List.of(Found.PRIVATE);
        }
        return switch (state) {
            case ORDINARY -> Found.PACKAGES;
            case MEMBERS_PUBLISH, EVERYONE_MAINTAINS, LAPSED -> List.of(Found.PRIVATE, Found.ABSENT);
            case INSIDE_ALLOW_LIST, GRACE -> List.of(Found.PRIVATE);
            // What is public has no door, and guests are asked nothing but where they come from.
            case OUTSIDE_ALLOW_LIST, SIGN_IN_RULE -> List.of(Found.PUBLIC, Found.PRIVATE, Found.ORG, Found.POOL);
        };
    }

    Verdict verdict() {
        var verdict = ask.demand().judge().apply(judge());
        var npms = ask.path().startsWith("/-/") || ask.path().startsWith("/{name}");
        return npms ? verdict.toPackageManager() : verdict;
    }

    Judge judge() {
        return new Judge(caller, ask.page(), state, found);
    }

    /// Whether the answer is a refusal, of the caller or of what is asked: then nothing may be written.
    boolean refused() {
        return status() >= 400 || leadsToSignIn().isPresent();
    }

    int status() {
        var verdict = verdict();
        if (verdict.done()) {
            return ask.status();
        }
        return leadsToSignIn().isPresent() ? 303 : verdict.status();
    }

    /// Whoever isn't signed in, or not lately enough, is led by a page to where they can.
    private Optional<String> leadsToSignIn() {
        var verdict = verdict();
        if (!ask.page() || verdict.done()) {
            return Optional.empty();
        }
        if (verdict.equals(Verdict.SIGN_IN_AGAIN)) {
            return Optional.of("/sign-in?again=1&returnTo=%2F");
        }
        return verdict.status() == 401 ? Optional.of("/sign-in?returnTo=%2F") : Optional.empty();
    }

    /// What is wrong with an answer; empty if it is as it must be.
    ///
    /// @param wrote where something was written
    Optional<String> complaint(Answer answer, List<String> wrote, boolean mailed) {
        if (answer.status() != status()) {
            return complaint("gets " + answer.status() + " and not " + status(), answer);
        }
        var told = told(answer);
        if (told.isPresent()) {
            return told;
        }
        var lines = wrote.stream().filter(Cell::isLine).toList();
        if (!isRecorded(lines.size(), wrote.size() - lines.size())) {
            return complaint("leaves " + lines + " in audit logs", answer);
        }
        if ((refused() || ask.reads()) && wrote.size() > lines.size() && !followsStripe()) {
            return complaint("wrote " + wrote, answer);
        }
        if (refused() && mailed) {
            return complaint("sent a mail", answer);
        }
        return verdict().done() && ask.changes() && wrote.isEmpty()
                ? complaint("wrote nothing", answer)
                : Optional.empty();
    }

    /// Whether it leaves the lines in audit logs that it must: what changes something or gives a tarball to somebody
    /// who is known, and who is refused at the door. No other refusal leaves one, and nothing that is only looked at.
    private boolean isRecorded(int lines, int others) {
        if (refused()) {
            return lines == (AT_DOOR.contains(verdict().code()) ? 1 : 0);
        }
        if (ask.path().endsWith(".tgz")) {
            return lines == (caller.shows() == Shows.NOTHING || ask.method().equals("HEAD") ? 0 : 1);
        }
        if (ask.events() == Ask.FOR_EACH) {
            return lines > 0 == others > 0;
        }
        return lines == (ask.changes() || followsStripe() ? ask.events() : 0);
    }

    private static boolean isLine(String partition) {
        return partition.startsWith("AUDIT#") || partition.startsWith("INSTALLS#");
    }

    /// Acme was put into such a state behind Stripe's back, and whoever may have Stripe asked brings it back.
    private boolean followsStripe() {
        return !refused() && ask.query().startsWith("checkout=") && (state == State.GRACE || state == State.LAPSED);
    }

    private Optional<String> told(Answer answer) {
        var type = answer.header("content-type");
        var code = verdict().done() ? ask.code() : verdict().code();
        if (ask.page()) {
            var location = leadsToSignIn().orElse(code);
            if (status() == 303) {
                return answer.header("location").startsWith(location)
                        ? Optional.empty()
                        : complaint("leads to " + answer.header("location") + " and not to " + location, answer);
            }
            return status() < 400 || type.startsWith("text/html")
                    ? Optional.empty()
                    : complaint("is not told by a page", answer);
        }
        if (status() < 400 || ask.method().equals("HEAD")) {
            return Optional.empty();
        }
        if (!type.equals("application/problem+json")) {
            return complaint("is not told as a problem", answer);
        }
        return code.isEmpty() || code.equals(answer.json().get("code"))
                ? Optional.empty()
                : complaint("is told " + answer.json().get("code") + " and not " + code, answer);
    }

    private Optional<String> complaint(String what, Answer answer) {
        var text = answer.text();
        return Optional.of(this + " " + what + ": " + text.substring(0, Math.min(200, text.length())));
    }

    @Override
    public String toString() {
        return ask + " by " + caller + (found == Found.NO_PACKAGE ? "" : " on " + found)
                + (state == State.ORDINARY ? "" : " in " + state);
    }
}
