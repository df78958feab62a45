package dev.slipway.functions.signin;

import dev.slipway.access.Principal;
import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.web.SignedInPage;
import dev.slipway.identity.Providers;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AdmitByIssuer;
import java.util.List;

/// What happens to somebody who has just signed in by a provider: the organizations that trust it take them in, and
/// they go where they wanted to. They are signed in whatever comes of it.
final class Welcome {

    private final AdmitByIssuer admit;

    Welcome(AdmitByIssuer admit) {
        this.admit = admit;
    }

    HttpResponse enter(Screen screen, Token session, Principal.Person person, Providers.Offer offer) {
        var admissions = admit.run(screen.visit(), person, offer.means());
        if (admissions.isEmpty()) {
            return screen.enter(session);
        }
        var page = new SignedInPage(
                screen.frame(),
                offer.displayName(),
                those(admissions, AdmitByIssuer.What.JOINED),
                those(admissions, AdmitByIssuer.What.NO_SEAT_LEFT),
                those(admissions, AdmitByIssuer.What.NOT_PAID_FOR),
                screen.returnTo().path());
        return screen.entered(screen.page(200, page), session);
    }

    private static List<OrgSlug> those(List<AdmitByIssuer.Result> results, AdmitByIssuer.What what) {
        return results.stream()
                .filter(result -> result.what() == what)
                .map(AdmitByIssuer.Result::org)
                .toList();
    }
}
