package dev.slipway.browser;

import dev.slipway.browser.Story.Person;
import dev.slipway.local.stripe.StripeStandIn;
import dev.slipway.local.stripe.account.Card;

/// What people do about money: on our page, and on the pages of what stands in for Stripe.
record Cashier(StripeStandIn stripe, String org) {

    String page() {
        return "/console/organizations/" + org + "/billing";
    }

    /// From our page to the checkout.
    void checksOut(Person person, int seats) {
        person.goes(page());
        person.page().getByLabel("Number of seats").fill(Integer.toString(seats));
        person.presses("Go to the checkout");
        person.shows("This is not Stripe");
    }

    /// On the checkout's page, up to the answer of the bank.
    void pays(Person person, Card card) {
        var page = person.page();
        page.getByLabel("Name, or the company's").fill("Harbor GmbH");
        page.getByLabel("Street and number").fill("Am Kai 1");
        page.getByLabel("Postal code").fill("20457");
        page.getByLabel("City").fill("Hamburg");
        page.getByLabel("Country, in two letters").fill("DE");
        page.getByLabel("Tax id, if you buy as a company").fill("DE123456789");
        chooses(person, card);
        person.presses("Pay");
    }

    void chooses(Person person, Card card) {
        person.page().locator("input[name=card][value=" + card.name() + "]").check();
    }

    void subscribes(Person person, int seats) throws InterruptedException {
        checksOut(person, seats);
        pays(person, Card.PAYS);
        stripe.settle();
        person.shows("Next invoice");
    }

    /// In the portal, there and back.
    void paysByAnother(Person person, Card card) {
        person.goes(page());
        person.presses("Cards, address and tax id");
        chooses(person, card);
        person.presses("Pay with this card from now on");
        person.shows("•••• " + card.last4());
        person.page()
                .getByText("Return", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                .click();
        person.shows("Next invoice");
    }

    /// Asks for the price, and stops there.
    void asksThePrice(Person person, int seats) {
        person.goes(page());
        person.page().getByLabel("Number of seats").fill(Integer.toString(seats));
        person.presses("Show the price");
        person.shows("each month from then on");
    }

    /// What has happened at Stripe is heard here.
    void settles() throws InterruptedException {
        stripe.catchUp();
        stripe.settle();
    }
}
