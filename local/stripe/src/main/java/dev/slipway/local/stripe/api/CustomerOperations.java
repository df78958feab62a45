package dev.slipway.local.stripe.api;

import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerListPaymentMethodsParams;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodRetrieveParams;
import com.stripe.param.TaxIdCollectionCreateParams;
import com.stripe.param.TaxIdCollectionListParams;
import com.stripe.param.TaxIdCollectionRetrieveParams;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.wire.Call;
import dev.slipway.local.stripe.wire.Operation;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Customers, their tax ids and their cards.
final class CustomerOperations {

    private static final String[] FIELDS = {
        "name",
        "email",
        "phone",
        "description",
        "metadata",
        "tax_exempt",
        "address",
        "invoice_settings.default_payment_method"
    };

    private final Account account;

    CustomerOperations(Account account) {
        this.account = account;
    }

    List<Operation> all() {
        return List.of(
                Operation.of(
                        "POST",
                        "/v1/customers",
                        CustomerCreateParams.class,
                        this::create,
                        with("test_clock", "tax_id_data.type!", "tax_id_data.value!")),
                Operation.list("/v1/customers", CustomerListParams.class, this::list, "email", "test_clock"),
                Operation.of(
                        "GET",
                        "/v1/customers/{id}",
                        CustomerRetrieveParams.class,
                        call -> account.books.customers.get(call.id())),
                Operation.of("POST", "/v1/customers/{id}", CustomerUpdateParams.class, this::update, FIELDS),
                Operation.of(
                        "DELETE",
                        "/v1/customers/{id}",
                        CustomerRetrieveParams.class,
                        call -> account.customers.delete(call.id())),
                Operation.of(
                        "POST",
                        "/v1/customers/{id}/tax_ids",
                        TaxIdCollectionCreateParams.class,
                        call -> account.customers.addTaxId(call.id(), call.form()),
                        "type!",
                        "value!"),
                Operation.list("/v1/customers/{id}/tax_ids", TaxIdCollectionListParams.class, this::taxIds),
                Operation.of(
                        "GET",
                        "/v1/customers/{id}/tax_ids/{tax_id}",
                        TaxIdCollectionRetrieveParams.class,
                        call -> account.customers.taxId(call.id(), call.name("tax_id"))),
                Operation.of(
                        "DELETE",
                        "/v1/customers/{id}/tax_ids/{tax_id}",
                        TaxIdCollectionRetrieveParams.class,
                        call -> account.customers.removeTaxId(call.id(), call.name("tax_id"))),
                Operation.list(
                        "/v1/customers/{id}/payment_methods",
                        CustomerListPaymentMethodsParams.class,
                        this::paymentMethods,
                        "type"),
                Operation.of(
                        "GET",
                        "/v1/payment_methods/{id}",
                        PaymentMethodRetrieveParams.class,
                        call -> account.books.paymentMethods.get(call.id())),
                Operation.of(
                        "POST",
                        "/v1/payment_methods/{id}/attach",
                        PaymentMethodAttachParams.class,
                        this::attach,
                        "customer!"));
    }

    private static String[] with(String... more) {
        var all = new ArrayList<>(List.of(FIELDS));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Object create(Call call) {
        return account.customers.create(call.form());
    }

    private Object update(Call call) {
        return account.customers.update(call.id(), call.form());
    }

    private Object list(Call call) {
        var email = call.form().text("email");
        var clock = call.form().text("test_clock");
        return Listing.page(
                account.books.customers.newestFirst().stream()
                        .filter(customer -> !Boolean.TRUE.equals(customer.getDeleted()))
                        .filter(customer -> email.isEmpty() || email.get().equals(customer.getEmail()))
                        // Customers on a clock are listed only for it, as at Stripe.
                        .filter(customer -> clock.equals(Optional.ofNullable(customer.getTestClock())))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "customer",
                "/v1/customers");
    }

    private Object taxIds(Call call) {
        var id = account.customers.there(call.id()).getId();
        return Listing.page(
                account.books.taxIds.newestFirst().stream()
                        .filter(taxId -> id.equals(taxId.getCustomer()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "tax_id",
                "/v1/customers/%s/tax_ids".formatted(id));
    }

    private Object paymentMethods(Call call) {
        var id = account.customers.there(call.id()).getId();
        return Listing.page(
                account.books.paymentMethods.newestFirst().stream()
                        .filter(method -> id.equals(method.getCustomer()))
                        .filter(method ->
                                call.form().text("type").orElse("card").equals(method.getType()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "PaymentMethod",
                "/v1/customers/%s/payment_methods".formatted(id));
    }

    private PaymentMethod attach(Call call) {
        var customer = account.books.customer(call.form().text("customer").orElse(""), "customer");
        if (account.books.paymentMethods.find(call.id()).isPresent()) {
            throw Refusal.invalid(
                    "The payment method you provided has already been attached to a customer.", "payment_method");
        }
        return account.wallet.attach(call.id(), customer, account.now(customer));
    }
}
