package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.CREATE_TOKEN;
import static dev.latchkey.token.testing.Fixtures.EXTENDED_ACCESS;
import static dev.latchkey.token.testing.Fixtures.GET_ENV_INFO;
import static dev.latchkey.token.testing.Fixtures.INSTALL;
import static dev.latchkey.token.testing.Fixtures.MARKETPLACE;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.ApiMethodCatalog.Callers;
import dev.latchkey.token.ApiMethodCatalog.Effect;
import dev.latchkey.token.ApiMethodCatalog.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiMethodCatalogTest {

    private static final ImmutableList<ApiMethod> GRANTABLE =
            ImmutableList.of(START_ENV, STOP_ENV, GET_ENV_INFO, INSTALL);
    private static final ApiMethodSet OF_EXTENDED_ACCESS = new ApiMethodSet.OfTemplate("Extended Access");
    private static final ApiMethodSet OF_MARKETPLACE = new ApiMethodSet.OfTemplate("Marketplace");
    private static final ApiMethodSet OF_TEMPLATE_GIVEN_UP = new ApiMethodSet.OfTemplate("Given Up");

    private static final ApiMethod UNINSTALL = ApiMethod.of("marketplace.jps.Uninstall");

    /** The platform of the fixtures after it gained a method. */
    private static final ApiMethodCatalog GROWN = with(Stream.concat(
            CATALOG.methods().stream(),
            Stream.of(new Entry(UNINSTALL, Effect.CHANGES, Callers.SESSIONS_AND_TOKENS, ""))));

    /** The same after it closed another to tokens. */
    private static final ApiMethodCatalog WITH_INSTALL_CLOSED = with(GROWN.methods().stream()
            .map(entry ->
                    entry.method().equals(INSTALL) ? new Entry(INSTALL, Effect.CHANGES, Callers.SESSIONS, "") : entry));

    /** The same after it took that one away altogether. */
    private static final ApiMethodCatalog WITHOUT_INSTALL =
            with(GROWN.methods().stream().filter(entry -> !entry.method().equals(INSTALL)));

    private static final Pattern SHORT = Pattern.compile("env\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:/1\\.0)?/([^/]+)/([^/]+)/rest/([^/]+)", Pattern.CASE_INSENSITIVE);

    /** The same platform, which also takes {@code env.control.StopEnv} and {@code /1.0/environment/control/rest/stopenv}. */
    private static final ApiMethodCatalog SPELLING = builder(CATALOG.methods().stream(), CATALOG.templates())
            .alsoSpelled(ApiMethodCatalogTest::dotted)
            .build();

    static Stream<List<String>> startAndStopInEveryForm() {
        return Stream.of(
                List.of("environment.control.StartEnv,environment.control.StopEnv"),
                List.of("environment.control.StartEnv, environment.control.StopEnv"),
                List.of("environment.control.StartEnv;environment.control.StopEnv"),
                List.of(" environment.control.StopEnv ; environment.control.StartEnv "),
                List.of("[\"environment.control.StartEnv\",\"environment.control.StopEnv\"]"),
                List.of("[\n  \"environment.control.StartEnv\",\n  \"environment.control.StopEnv\"\n]\n"),
                List.of("['environment.control.StartEnv', 'environment.control.StopEnv']"),
                List.of("['environment.control.StartEnv', \"environment.control.StopEnv\",]"),
                List.of("[environment.control.StartEnv, environment.control.StopEnv]"),
                List.of("environment.control.StartEnv", "environment.control.StopEnv"),
                List.of("environment.control.StartEnv\nenvironment.control.StopEnv"),
                List.of("\n  environment.control.StartEnv\r\n\r\n  environment.control.StopEnv,\r\n"),
                List.of("['environment.control.StartEnv']", "[\"environment.control.StopEnv\"]"),
                List.of("environment.control.StartEnv", "", "environment.control.StopEnv"),
                List.of("ENVIRONMENT.CONTROL.STARTENV,environment.control.stopenv"),
                List.of("env.control.StartEnv,Env.Control.StopEnv"),
                List.of("/1.0/environment/control/rest/startenv,/1.0/Environment/Control/REST/StopEnv"),
                List.of("/environment/control/rest/startenv;/1.0/env/control/rest/stopenv"),
                List.of("env.control.StartEnv,env.control.StopEnv,environment.control.startenv", "env.control.StopEnv"),
                List.of(",;environment.control.StartEnv,, ,;environment.control.StopEnv,"),
                List.of("['', 'environment.control.StartEnv', '  ', ' environment.control.StopEnv ']"));
    }

    @ParameterizedTest
    @MethodSource("startAndStopInEveryForm")
    void customSet_inEveryFormThatClientsSend_namesTheSameMethods(List<String> apiList) {
        ApiMethodSet set = done(SPELLING.customSet(apiList));

        assertThat(set).isEqualTo(custom(START_ENV, STOP_ENV));
        assertThat(((ApiMethodSet.Custom) set).methods())
                .as("in the catalog's spelling")
                .extracting(ApiMethod::toString)
                .containsExactly("environment.control.StartEnv", "environment.control.StopEnv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env.control.StopEnv", "/1.0/environment/control/rest/stopenv"})
    void customSet_inASpellingOfAnotherPlatform_isRefused(String name) {
        assertThat(refusal(CATALOG.customSet(List.of(name))).detail())
                .isEqualTo("no API method that a token can have: \"" + name + "\"");
    }

    @Test
    void customSet_whenASpellingIsUnknown_namesItAsItWasGiven() {
        assertThat(refusal(SPELLING.customSet(List.of("env.control.No"))).detail())
                .isEqualTo("no API method that a token can have: \"env.control.No\"");
    }

    @Test
    void customSet_ofRandomMethodsInRandomForms_givesTheseMethods() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            List<ApiMethod> methods = new ArrayList<>(GRANTABLE);
            Collections.shuffle(methods, random);
            List<ApiMethod> chosen = methods.subList(0, 1 + random.nextInt(methods.size()));
            List<String> apiList = inRandomForm(chosen, random);

            assertThat(done(SPELLING.customSet(apiList)))
                    .as("%s", apiList)
                    .isEqualTo(custom(chosen.toArray(ApiMethod[]::new)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment.control.Stop",
                "environment.control.*",
                "*",
                "stopenv",
                "environment.control.StopEnv environment.control.StartEnv",
                "[environment.control.StopEnv",
                "'environment.control.StopEnv\"",
                "environment/control/rest/stopenv",
                "\0",
                "🔑"
            })
    void customSet_whenAMethodIsUnknown_namesIt(String unknown) {
        Outcome.Refused<?> refusal = refusal(SPELLING.customSet(List.of("environment.control.StartEnv", unknown)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        assertThat(refusal.detail()).isEqualTo("no API method that a token can have: \"" + unknown + "\"");
    }

    @Test
    void customSet_whenSeveralAreUnknown_namesEachOnceAndNoneThatIsKnown() {
        assertThat(refusal(SPELLING.customSet(List.of("['a.b.C', 'env.control.StopEnv', 'd.e.F', 'a.b.C']")))
                        .detail())
                .isEqualTo("no API method that a token can have: \"a.b.C\", \"d.e.F\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users.authentication.CreateToken",
                "USERS.authentication.createtoken",
                "/1.0/users/authentication/rest/createtoken",
                "['environment.control.StopEnv', 'users.authentication.CreateToken']"
            })
    void customSet_whenAMethodIsClosedToTokens_namesIt(String apiList) {
        Outcome.Refused<?> refusal = refusal(SPELLING.customSet(List.of(apiList)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        assertThat(refusal.detail()).containsIgnoringCase("CreateToken").doesNotContain("StopEnv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ";,; ,", "\r\n", "[]", " [ ] ", "['']", "[\"\", '']", "''"})
    void customSet_whenItNamesNoMethod_isRefused(String apiList) {
        assertThat(refusal(SPELLING.customSet(List.of(apiList)))).isEqualTo(refusal(SPELLING.customSet(List.of())));
        assertThat(refusal(SPELLING.customSet(List.of(apiList))).reason()).isEqualTo(RefusalReason.INVALID_VALUE);
    }

    @Test
    void customSet_whenManyAreUnknown_namesTheFirstTenAndCountsTheRest() {
        String apiList =
                IntStream.range(0, 13).mapToObj(i -> "no.such.Method" + i).collect(joining(","));

        assertThat(refusal(SPELLING.customSet(List.of(apiList))).detail())
                .contains("\"no.such.Method0\", \"no.such.Method1\"", "\"no.such.Method9\" and 3 more")
                .doesNotContain("Method10");
    }

    @Test
    void customSet_whenAnUnknownOneIsLong_cutsItBetweenCharacters() {
        String longest = "x".repeat(100);

        assertThat(refusal(SPELLING.customSet(List.of(longest))).detail()).contains("\"" + longest + "\"");
        assertThat(refusal(SPELLING.customSet(List.of(longest + "y"))).detail()).contains("\"" + longest + "…\"");
        assertThat(refusal(SPELLING.customSet(List.of("x" + "🔑".repeat(500)))).detail())
                .endsWith("\"x" + "🔑".repeat(49) + "…\"");
    }

    @Test
    void customSet_ofRandomTexts_neverFails_andNeverGivesMoreThanTokensMayHave() {
        List<String> pieces = List.of(
                "environment.control.StopEnv",
                "env.control.startenv",
                "/1.0/marketplace/jps/rest/install",
                "users.authentication.CreateToken",
                "a.b.C",
                ",",
                ", ",
                ";",
                "[",
                "]",
                "'",
                "\"",
                " ",
                "\n",
                "\0",
                "\\",
                "*",
                "é",
                "🔑",
                "\ud83d");
        Random random = new Random(42);
        int done = 0;
        int tries = 20_000;
        for (int i = 0; i < tries; i++) {
            List<String> apiList = random.ints(1 + random.nextInt(2), 0, 8)
                    .mapToObj(length -> random.ints(length, 0, pieces.size())
                            .mapToObj(pieces::get)
                            .collect(joining()))
                    .toList();
            Outcome<ApiMethodSet> outcome = SPELLING.customSet(apiList);
            if (outcome instanceof Outcome.Done<ApiMethodSet> set) {
                assertThat(((ApiMethodSet.Custom) set.value()).methods())
                        .isNotEmpty()
                        .isSubsetOf(GRANTABLE);
                done++;
            } else {
                assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.INVALID_VALUE);
            }
        }
        assertThat(done).isBetween(tries / 100, tries / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Marketplace", "marketplace", "MARKETPLACE", " Marketplace "})
    void templateSet_inAnyCase_isInThePlatformsSpelling(String name) {
        assertThat(done(CATALOG.templateSet(name))).isEqualTo(OF_MARKETPLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Custom", "market", "Marketplace\0"})
    void templateSet_whenThereIsNone_saysWhichThereAre(String name) {
        Outcome.Refused<?> refusal = refusal(CATALOG.templateSet(name));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        assertThat(refusal.detail()).contains("\"" + name + "\"", "Extended Access, Marketplace");
    }

    @Test
    void templateSet_whenTheNameIsLong_cutsIt() {
        assertThat(refusal(CATALOG.templateSet("x".repeat(1_000))).detail())
                .contains("xxx…\"; there are: Extended Access, Marketplace")
                .hasSizeLessThan(250);
    }

    @Test
    void templateOf_isTheTemplateThatThePlatformHas() {
        assertThat(CATALOG.templateOf(OF_MARKETPLACE)).contains(MARKETPLACE);
        assertThat(CATALOG.templateOf(OF_TEMPLATE_GIVEN_UP)).isEmpty();
        assertThat(CATALOG.templateOf(custom(INSTALL))).isEmpty();
    }

    @Test
    void methodsOf_aTemplate_areThoseThatItsPatternsCoverAndTokensMayHave() {
        assertThat(CATALOG.methodsOf(OF_EXTENDED_ACCESS)).containsExactlyInAnyOrderElementsOf(GRANTABLE);
        assertThat(CATALOG.methodsOf(OF_MARKETPLACE)).containsExactly(INSTALL);
    }

    @Test
    void methodsOf_aTemplateThatThePlatformGaveUp_areNone() {
        assertThat(CATALOG.methodsOf(OF_TEMPLATE_GIVEN_UP)).isEmpty();
        assertThat(CATALOG.grants(OF_TEMPLATE_GIVEN_UP, STOP_ENV)).isFalse();
    }

    @Test
    void methodsOf_whenThePlatformGainsAMethod_growForATemplateAndNotForACustomSet() {
        assertThat(GROWN.methodsOf(OF_MARKETPLACE)).containsExactly(INSTALL, UNINSTALL);
        assertThat(GROWN.methodsOf(OF_EXTENDED_ACCESS)).hasSize(5).contains(UNINSTALL);
        assertThat(GROWN.methodsOf(custom(INSTALL))).containsExactly(INSTALL);

        assertThat(GROWN.grants(OF_MARKETPLACE, UNINSTALL)).isTrue();
        assertThat(CATALOG.grants(OF_MARKETPLACE, UNINSTALL)).isFalse();
        assertThat(GROWN.grants(custom(INSTALL), UNINSTALL)).isFalse();
    }

    static Stream<ApiMethodCatalog> platformsThatGrantInstallNoLonger() {
        return Stream.of(WITH_INSTALL_CLOSED, WITHOUT_INSTALL);
    }

    @ParameterizedTest
    @MethodSource("platformsThatGrantInstallNoLonger")
    void methodsOf_whenAMethodIsNoLongerGranted_loseItOneAndAll(ApiMethodCatalog platform) {
        assertThat(platform.methodsOf(OF_MARKETPLACE)).containsExactly(UNINSTALL);
        assertThat(platform.methodsOf(custom(INSTALL, STOP_ENV))).containsExactly(STOP_ENV);
        assertThat(platform.methodsOf(custom(INSTALL))).isEmpty();

        assertThat(GROWN.grants(OF_MARKETPLACE, INSTALL)).isTrue();
        assertThat(platform.grants(OF_MARKETPLACE, INSTALL)).isFalse();
        assertThat(platform.grants(custom(INSTALL, STOP_ENV), INSTALL)).isFalse();
        assertThat(platform.grants(custom(INSTALL, STOP_ENV), STOP_ENV)).isTrue();
    }

    @Test
    void grants_exactlyWhatMethodsOfTells() {
        List<ApiMethod> methods = List.of(
                START_ENV, STOP_ENV, GET_ENV_INFO, INSTALL, UNINSTALL, CREATE_TOKEN, ApiMethod.of("no.such.Method"));
        for (ApiMethodCatalog platform : List.of(CATALOG, GROWN, WITH_INSTALL_CLOSED, WITHOUT_INSTALL)) {
            for (ApiMethodSet set : List.of(
                    OF_EXTENDED_ACCESS,
                    OF_MARKETPLACE,
                    OF_TEMPLATE_GIVEN_UP,
                    custom(STOP_ENV),
                    custom(methods.toArray(ApiMethod[]::new)))) {
                assertThat(methods.stream().filter(method -> platform.grants(set, method)))
                        .containsExactlyInAnyOrderElementsOf(platform.methodsOf(set));
            }
        }
    }

    @Test
    void grants_ofAMethodInAnotherSpelling_isTheSame() {
        ApiMethod lower = ApiMethod.of("environment.control.stopenv");

        assertThat(CATALOG.grants(custom(STOP_ENV), lower)).isTrue();
        assertThat(CATALOG.grants(custom(lower), STOP_ENV)).isTrue();
        assertThat(CATALOG.grants(OF_EXTENDED_ACCESS, lower)).isTrue();
    }

    @Test
    void methods_areOrderedByName_theClosedAmongThem() {
        assertThat(CATALOG.methods())
                .extracting(Entry::method)
                .containsExactly(GET_ENV_INFO, START_ENV, STOP_ENV, INSTALL, CREATE_TOKEN);
        assertThat(CATALOG.templates()).containsExactly(EXTENDED_ACCESS, MARKETPLACE);
    }

    @Test
    void template_byItsName_isNumberedInTheOrderOfTheCalls() {
        ApiMethodCatalog catalog = ApiMethodCatalog.builder()
                .changes("orders.cancel")
                .template("All", "*")
                .template(new TokenTemplate(9, "Nine", ImmutableList.of("*")))
                .template("Orders", "orders.*")
                .build();

        assertThat(catalog.templates()).extracting(TokenTemplate::id).containsExactly(1, 9, 3);
        assertThat(catalog.methods()).extracting(Entry::readOnly).containsExactly(false);
    }

    @Test
    void find_inAnyCase_givesTheEntryInTheCatalogsSpelling() {
        assertThat(CATALOG.find(ApiMethod.of("ENVIRONMENT.CONTROL.GETENVINFO"))).hasValueSatisfying(entry -> {
            assertThat(entry.method()).hasToString("environment.control.GetEnvInfo");
            assertThat(entry.readOnly()).isTrue();
            assertThat(entry.grantable()).isTrue();
        });
        assertThat(CATALOG.find(ApiMethod.of("no.such.Method"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enviroment.*", "environment.control.StopEnvs", "env.control.*", "users.*", ".*", "Stop*"})
    void build_whenATemplatesPatternCoversNoGrantableMethod_namesBoth(String misspelt) {
        TokenTemplate template = new TokenTemplate(2, "IDE Plugins", ImmutableList.of("marketplace.*", misspelt));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(CATALOG.methods().stream(), ImmutableList.of(template))
                        .build())
                .withMessageContaining("IDE Plugins")
                .withMessageContaining(misspelt);
    }

    @Test
    void build_whenAMethodStandsTwice_refusesIt() {
        ApiMethodCatalog.Builder twice =
                ApiMethodCatalog.builder().changes("orders.cancel").reads("Orders.Cancel");

        assertThatIllegalArgumentException().isThrownBy(twice::build);
    }

    @Test
    void build_whenATemplatesNameStandsTwice_refusesIt() {
        TokenTemplate again = new TokenTemplate(7, "Marketplace", ImmutableList.of("*"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(CATALOG.methods().stream(), ImmutableList.of(MARKETPLACE, again))
                        .build());
    }

    private static ApiMethodCatalog with(Stream<Entry> methods) {
        return builder(methods, CATALOG.templates()).build();
    }

    private static ApiMethodCatalog.Builder builder(Stream<Entry> methods, List<TokenTemplate> templates) {
        ApiMethodCatalog.Builder builder = ApiMethodCatalog.builder();
        methods.forEach(builder::method);
        templates.forEach(builder::template);
        return builder;
    }

    private static String dotted(String name) {
        Matcher address = ADDRESS.matcher(name);
        String dotted = address.matches() ? address.replaceFirst("$1.$2.$3") : name;
        Matcher shortened = SHORT.matcher(dotted);
        return shortened.lookingAt() ? "environment." + dotted.substring(shortened.end()) : dotted;
    }

    private static List<String> inRandomForm(List<ApiMethod> methods, Random random) {
        List<String> names = methods.stream()
                .map(method -> switch (random.nextInt(4)) {
                    case 0 ->
                        "/1.0/"
                                + method.toString()
                                        .replaceAll("(.*)\\.(.*)\\.(.*)", "$1/$2/rest/$3")
                                        .toLowerCase(Locale.ROOT);
                    case 1 -> method.toString().toUpperCase(Locale.ROOT);
                    case 2 -> method.toString().replace("environment.", "env.");
                    default -> method.toString();
                })
                .toList();
        return switch (random.nextInt(6)) {
            case 0 -> names;
            case 4 -> List.of(String.join("\n", names));
            case 1 -> List.of(String.join(";", names));
            case 2 -> List.of(names.stream().collect(joining("\", \"", "[\"", "\"]")));
            case 3 -> List.of(names.stream().collect(joining("', '", "['", "']")));
            default -> List.of(String.join(", ", names));
        };
    }
}
