package dev.slipway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.mailbox.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.regex.Pattern;

/// A registry with its mailbox, and the people who meet there.
record Story(LocalRegistry registry, Browser browser, Path pictures) {

    private static final Pattern LOGIN_URL = Pattern.compile("http://localhost:\\d+/login/approve\\?login=\\w+");

    Person person(String handle, String address, Page page) {
        return new Person(this, handle, address, page);
    }

    /// The newest link to such a path in the mails to this address.
    String linkTo(String address, String path) {
        var link = Pattern.compile(Pattern.quote(registry.url() + path) + "\\?token=slp_[a-z]\\S+");
        var mails = registry.mailbox().messagesTo(address).stream()
                .map(Message::text)
                .toList();
        for (var mail : mails) {
            var found = link.matcher(mail);
            if (found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("no mail to " + address + " has a link to " + path + ": " + mails);
    }

    /// Somebody with a browser and a mail address.
    record Person(Story story, String handle, String address, Page page) {

        void goes(String path) {
            opens(story.registry.url() + path);
        }

        void opens(String url) {
            page.navigate(url);
        }

        int statusOf(String path) {
            return page.navigate(story.registry.url() + path).status();
        }

        void presses(String button) {
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(button).setExact(true))
                    .first()
                    .click();
        }

        void shows(String heading) {
            assertThat(page.getByText(heading).first().isVisible())
                    .as(heading + " on " + page.url() + "\n" + page.content())
                    .isTrue();
        }

        void signsUp() {
            goes("/");
            picture("sign-in");
            signsUpFromHere();
        }

        /// From the sign-in page to wherever it leads back.
        void signsUpFromHere() {
            page.getByLabel("E-mail address").fill(address);
            presses("Mail me a link");
            picture("mail-sent");
            opens(story.linkTo(address, "/sign-in/mail"));
            presses("Sign in");
            picture("sign-up");
            page.getByLabel("Handle").fill(handle);
            presses("Create account");
        }

        /// Who comes back after their session is over.
        void signsIn() {
            goes("/sign-in");
            page.getByLabel("E-mail address").fill(address);
            presses("Mail me a link");
            opens(story.linkTo(address, "/sign-in/mail"));
            presses("Sign in");
        }

        void founds(String organization) {
            goes("/console/organizations/new");
            page.getByLabel("Name").fill(organization);
            presses("Create organization");
        }

        /// @return what the page says became of it
        String invites(String other) {
            return invites(other, "Member");
        }

        String invites(String other, String role) {
            goes("/console/organizations/harbor/invitations");
            page.getByLabel("E-mail addresses").fill(other);
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(role))
                    .first()
                    .check();
            presses("Send invitations");
            return page.locator("section.results").innerText();
        }

        /// Signs npm in at their terminal.
        void letsIn(Terminal terminal) throws IOException, InterruptedException {
            var login = terminal.npm(terminal.project("desk", Map.of()), "login", "--auth-type=web");
            opens(login.printed(LOGIN_URL));
            presses("Approve");
            login.succeeded();
        }

        /// Follows the mail, signs up, and accepts.
        void joins() {
            opens(story.linkTo(address, "/invitations/accept"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in to accept"))
                    .click();
            signsUpFromHere();
            presses("Accept");
        }

        void picture(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Paths.get(story.pictures.toString(), handle + "-" + name + ".png"))
                    .setFullPage(true));
        }
    }
}
