package dev.slipway.kernel;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words that no organization and no person may be called, by why not.
///
/// They are compared without hyphens, dots and underscores, so `git-hub` is `github`. A word is only here if somebody
/// could be led astray by it; common words that are merely nice to have are free. RubyGems keeps such a list too, and
/// this one has its kinds.
final class ReservedWords {

    /// What stands, or may stand some day, where a slug stands in a URL: our routes and pages.
    private static final Set<String> ADDRESSES = words("""
            about abuse accept access account accounts api app apps assets audit auth authorize avatar avatars
            billing blog bounce callback checkout cli collaborators community console contact cookies copyright
            css dashboard decline delete developer developers dist docs documentation domain domains download downloads
            edit error errors events explore export faq favicon features feed feedback files fonts forgot form forms
            health healthcheck help home hooks icons images img import index info install installs invitation
            invitations invite invites invoice invoices jobs js json keys legal licence license login logout logs mail
            manifest manifests me media member members metrics mine namespace namespaces new news notifications oauth
            oidc openid openapi org organisation organisations organization organizations orgs owner owners package
            packages page pages password payment payments people ping plan plans policies policy pool portal preferences
            press pricing privacy private product products profile profiles public publish query readme register
            registration registry release releases reports reset restore robots rss rules saml scim scope scopes search
            seat seats security self session sessions settings setup shop sign signin signout signup site sitemap sso
            start static stats status store styles subscription subscriptions support tag tags tarball tarballs team
            teams terms tests token tokens tools tour transfer transfers trust unsubscribe update updates upload uploads
            url user username users version versions webhook webhooks welcome wellknown wiki
            """);

    /// Whose word people would take for this registry's own.
    private static final Set<String> AUTHORITIES = words("""
            admin administrator administrators admins anonymous autoconfig autodiscover bot ceo daemon everyone ghost guest
            host hostmaster localhost maintainer maintainers moderator moderators nobody noc noreply official operator ops
            postmaster root slipway slipwayapp slipwayhq slipwayregistry staff superuser sysadmin system trustandsafety
            verified webmaster www
            """);

    /// What npm and its kin call theirs: a scope of that name would be taken for the one that everybody knows.
    private static final Set<String> PACKAGE_MANAGERS = words("""
            angular babel bower bun bunjs corepack definitelytyped deno electron esbuild eslint jest jsr lerna lpm next
            nextjs node nodejs npm npmcli npmjs npmx nuxt openjs openjsfoundation parcel pnpm prettier react
            rollup rush svelte swc tank turborepo types typescript unpkg verdaccio vite vitejs vitest vlt vue vuejs webpack
            yarn yarnpkg
            """);

    /// Other registries, and where code and builds live.
    private static final Set<String> REGISTRIES = words("""
            artifactory bitbucket buildkite circleci cloudsmith codeberg cratesio docker dockerhub forgejo gitea github
            githubactions gitlab gomodules hexpm homebrew jenkins jfrog jsdelivr maven mavencentral nexus nuget packagist
            pypi pythonpackageindex rubygems sonatype sourcehut travisci
            """);

    /// Houses of tooling whose name on a package is trusted.
    private static final Set<String> BRANDS = words("""
            adobe airbnb akamai alibaba alibabacloud amazon amazonaws amazonwebservices anthropic apache apple atlassian aws
            awslabs awssdk azure bytedance canonical chrome claude cloudflare datadog digitalocean elastic facebook
            fastly figma firebase firefox gcp gemini google googlecloud googleapis hashicorp heroku huawei ibm instagram
            intel intellij jetbrains kubernetes linkedin linux linuxfoundation meta microsoft mongodb mozilla mysql netflix
            netlify nvidia okta openai oracle paypal pinterest postgres postgresql redhat redis salesforce samsung sap
            sentry shopify slack snyk spotify square stripe supabase tencent terraform tiktok twilio twitter uber ubuntu
            vercel vscode windows yahoo
            """);

    /// What programs print where a name is missing, or take for something else.
    private static final Set<String> NOT_NAMES = words("""
            all any blank constructor default empty example examples false favicon hasownproperty invalid latest localdomain
            nan nil no none null object placeholder proto prototype test testing true undefined unknown void yes
            """);

    private static final Set<String> ALL = Stream.of(
                    ADDRESSES, AUTHORITIES, PACKAGE_MANAGERS, REGISTRIES, BRANDS, NOT_NAMES)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private ReservedWords() {}

    /// @param folded a name as [OrgSlug#folded] has it
    static boolean contain(String folded) {
        return ALL.contains(folded);
    }

    static Set<String> all() {
        return ALL;
    }

    private static Set<String> words(String text) {
        return text.lines()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
