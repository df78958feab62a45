package dev.slipway.functions.account;

import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.audit.Visit;
import dev.slipway.identity.RevokeToken;
import dev.slipway.org.RevokeMachineToken;

/// Revokes a token that npm sends whole. Its letter says whose it is: a person's, or an organization's.
final class ShownTokens {

    private final RevokeToken persons;
    private final RevokeMachineToken organizations;

    ShownTokens(RevokeToken persons, RevokeMachineToken organizations) {
        this.persons = persons;
        this.organizations = organizations;
    }

    /// What became of it.
    sealed interface Revocation {

        record Done() implements Revocation {}

        record DoneBefore() implements Revocation {}

        /// It could be one, and nobody has it.
        record NoSuchToken() implements Revocation {}

        record NotDone(Problem why) implements Revocation {}
    }

    Revocation revoke(Visit visit, String text) {
        return Token.read(text, Token.Kind.ACCESS)
                .map(token -> ofPerson(persons.run(visit, token.hash())))
                .or(() -> Token.read(text, Token.Kind.MACHINE)
                        .map(token -> ofOrganization(organizations.run(visit, token.hash()))))
                // No token looks like this, so nothing was guessed.
                .orElseGet(() -> new Revocation.NotDone(TokenProblems.noSuchToken()));
    }

    static Revocation ofPerson(RevokeToken.Outcome outcome) {
        return switch (outcome) {
            case RevokeToken.Outcome.Revoked _ -> new Revocation.Done();
            case RevokeToken.Outcome.AlreadyRevoked _ -> new Revocation.DoneBefore();
            case RevokeToken.Outcome.NoSuchToken _ -> new Revocation.NoSuchToken();
            case RevokeToken.Outcome.Refused(var why) -> new Revocation.NotDone(Problem.of(why));
        };
    }

    private static Revocation ofOrganization(RevokeMachineToken.Outcome outcome) {
        return switch (outcome) {
            case RevokeMachineToken.Outcome.Revoked _ -> new Revocation.Done();
            case RevokeMachineToken.Outcome.AlreadyRevoked _ -> new Revocation.DoneBefore();
            case RevokeMachineToken.Outcome.NoSuchToken _ -> new Revocation.NoSuchToken();
            case RevokeMachineToken.Outcome.Busy _ -> new Revocation.NotDone(TokenProblems.busy());
            case RevokeMachineToken.Outcome.Refused(var why) -> new Revocation.NotDone(Problem.of(why));
        };
    }
}
