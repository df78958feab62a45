package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.Login;
import dev.slipway.identity.Logins;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Command lines that ask to be let in, in the table.
public final class DynamoLogins implements Logins {

    private static final String OPEN = "answer = :waiting AND openUntil > :now";

    private final Table table;

    public DynamoLogins(Table table) {
        this.table = table;
    }

    private enum Answering {
        LOGIN,
        AUDIT
    }

    private enum Collecting {
        LOGIN,
        TOKEN,
        HOLDING,
        AUDIT
    }

    @Override
    public void begin(TokenHash page, Login login) {
        table.put(LoginItem.write(page, login));
    }

    @Override
    public Optional<Login> find(TokenHash page) {
        return table.get(Keys.login(page)).map(LoginItem::read);
    }

    @Override
    public boolean answer(TokenHash page, Login.Answer answer, Instant at, AuditEntry audit) {
        var login = switch (answer) {
            case Login.Answer.Yes(var by, var means) ->
                answering(
                        page,
                        "SET answer = :answer, approver = :approver, means = :means",
                        Map.of(
                                ":answer", AttributeValue.fromS(LoginItem.APPROVED),
                                ":approver", form(by),
                                ":means", AttributeValue.fromS(means.value()),
                                ":waiting", AttributeValue.fromS(LoginItem.WAITING),
                                ":now", now(at)));
            case Login.Answer.No _ ->
                answering(
                        page,
                        "SET answer = :answer",
                        Map.of(
                                ":answer", AttributeValue.fromS(LoginItem.DENIED),
                                ":waiting", AttributeValue.fromS(LoginItem.WAITING),
                                ":now", now(at)));
            case Login.Answer.None _ -> throw new IllegalArgumentException("no answer is none");
        };
        return switch (table.transact(List.of(login, Write.putNew(Answering.AUDIT, AuditItem.write(audit))))) {
            case Outcome.Committed<Answering> _ -> true;
            case Outcome.Refused<Answering>(var step) ->
                switch (step) {
                    case LOGIN -> false;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    private static Write<Answering> answering(TokenHash page, String expression, Map<String, AttributeValue> values) {
        return Write.update(Answering.LOGIN, Keys.login(page), expression, OPEN, Map.of(), values);
    }

    @Override
    public boolean collect(TokenHash page, TokenHash token, Credential credential, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.delete(
                        Collecting.LOGIN,
                        Keys.login(page),
                        "answer = :approved AND openUntil > :now",
                        Map.of(),
                        Map.of(":approved", AttributeValue.fromS(LoginItem.APPROVED), ":now", now(audit.at()))),
                Write.putNew(Collecting.TOKEN, TokenItem.write(token, credential)),
                Write.putNew(Collecting.HOLDING, HoldingItem.write(token, credential)),
                Write.putNew(Collecting.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Collecting> _ -> true;
            case Outcome.Refused<Collecting>(var step) ->
                switch (step) {
                    case LOGIN -> false;
                    case TOKEN, HOLDING, AUDIT ->
                        throw new IllegalStateException("256 random bits, or an id, were drawn twice");
                };
        };
    }

    private static AttributeValue now(Instant at) {
        return AttributeValue.fromN(Long.toString(LoginItem.moment(at)));
    }

    private static AttributeValue form(Principal.Person person) {
        return AttributeValue.fromM(PrincipalForm.write(person).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue()))));
    }
}
