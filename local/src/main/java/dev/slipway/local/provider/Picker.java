package dev.slipway.local.provider;

import static dev.slipway.local.loopback.Page.escaped;

import dev.slipway.local.loopback.Page;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import java.util.Map;
import java.util.Optional;

/// The page where a person says who they are, in place of a password.
final class Picker {

    private final String title;
    private final String action;
    private final Registration client;
    private final boolean openId;
    private final Grants grants;

    /// @param action the path of this page
    Picker(String title, String action, Registration client, boolean openId, Grants grants) {
        this.title = title;
        this.action = action;
        this.client = client;
        this.openId = openId;
        this.grants = grants;
    }

    WebResponse answer(WebRequest request) {
        var chosen = request.method().equals("POST");
        var parameters = chosen ? request.form() : request.parameters();
        try {
            var asked = Asked.of(parameters, client, openId);
            return chosen ? choose(asked, parameters) : show(parameters);
        } catch (Asked.Unsendable e) {
            return WebResponse.text(400, e.getMessage() + "\n");
        } catch (Asked.Refused e) {
            return WebResponse.seeOther(e.location());
        }
    }

    private WebResponse choose(Asked asked, Map<String, String> form) {
        if (form.getOrDefault("person", "").equals("nobody")) {
            return WebResponse.seeOther(asked.denied());
        }
        return persona(form)
                .map(persona -> WebResponse.seeOther(asked.granted(grants.code(asked, persona))))
                .orElseGet(() -> WebResponse.text(400, "Who is that? Go back and give an address.\n"));
    }

    private static Optional<Persona> persona(Map<String, String> form) {
        var person = form.getOrDefault("person", "");
        if (person.equals("new")) {
            var email = form.getOrDefault("email", "");
            return email.matches("[^@\\s]+@[^@\\s]+")
                    ? Optional.of(Persona.of(email, !form.containsKey("unverified")))
                    : Optional.empty();
        }
        return Persona.KNOWN.stream()
                .filter(known -> known.login().equals(person))
                .findFirst();
    }

    private WebResponse show(Map<String, String> parameters) {
        var hidden = new StringBuilder();
        parameters.forEach((name, value) -> hidden.append(
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(escaped(name), escaped(value))));
        var people = new StringBuilder();
        Persona.KNOWN.forEach(known -> people.append("<button name=\"person\" value=\"%s\">%s &lt;%s&gt;</button>\n"
                .formatted(escaped(known.login()), escaped(known.name()), escaped(known.email()))));
        return Page.of(title, """
                <p>It asks for no password: say who you are.</p>
                <div class="wide">
                <form method="post" action="%1$s">
                %2$s%3$s</form>
                </div>
                <h2>Somebody else</h2>
                <form method="post" action="%1$s">
                %2$s<p><label>Address <input type="email" name="email" size="34" value="new.person@example.com" required></label></p>
                <p><label><input type="checkbox" name="unverified"> nobody has checked that it is theirs</label></p>
                <button name="person" value="new">Be this person</button>
                </form>
                <h2>Or</h2>
                <form method="post" action="%1$s">
                %2$s<button name="person" value="nobody">Go back without saying</button>
                </form>
                """.formatted(action, hidden, people));
    }
}
