package dev.baton.runtime.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.http.identity.Verdict.Allowed;
import dev.baton.runtime.http.identity.Verdict.Forbidden;
import dev.baton.runtime.http.identity.Verdict.Invalid;
import dev.baton.runtime.http.identity.Verdict.Missing;
import dev.baton.runtime.http.identity.Verdict.Undecided;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderIdentityTest {

    private static final PublicJsonWebKey RSA = key("rsa");
    private static final PublicJsonWebKey OTHER = key("other");
    private static final String SENDER = "system:serviceaccount:shop:ship-oidc-eventing.knative.dev-trigger";

    private final List<JsonWebKey> published = new ArrayList<>(List.of(RSA));
    private int fetched;
    private boolean away;
    private SenderIdentity identity = identity(Optional.empty());

    @Test
    void aTokenOfTheIssuerForTheAudienceIsTaken() {
        assertThat(of(signed(RSA, "RS256", claims -> {}))).isInstanceOf(Allowed.class);
        assertThat(of(signed(RSA, "PS384", claims -> {}))).isInstanceOf(Allowed.class);
        assertThat(of(signed(RSA, "RS256", claims -> claims.setAudience("other", "shop"))))
                .isInstanceOf(Allowed.class);
        assertThat(result(List.of("bEARER  " + signed(RSA, "RS256", claims -> {}) + " ")))
                .isInstanceOf(Allowed.class);
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void anEllipticCurveWillDo() throws JoseException {
        PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("ec");
        published.add(key);

        assertThat(of(signed(key, "ES256", claims -> {}))).isInstanceOf(Allowed.class);
    }

    @Test
    void aTokenWithoutKeyIdIsCheckedWithAllKeys() throws JoseException {
        published.add(OTHER);
        JsonWebSignature token = token(OTHER, "RS256", claims -> {});
        token.getHeaders().setStringHeaderValue("kid", null);
        JsonWebSignature stranger = token(key("stranger"), "RS256", claims -> {});
        stranger.getHeaders().setStringHeaderValue("kid", null);

        assertThat(of(token.getCompactSerialization())).isInstanceOf(Allowed.class);
        assertThat(of(stranger.getCompactSerialization())).isInstanceOf(Invalid.class);
    }

    @Test
    void whatTheTokenSaysMustHold() {
        assertInvalid("expired", claims -> claims.setExpirationTime(in(-31)));
        assertThat(of(signed(RSA, "RS256", claims -> claims.setExpirationTime(in(-20)))))
                .isInstanceOf(Allowed.class);
        assertInvalid("no time of expiry", claims -> claims.unsetClaim("exp"));
        assertInvalid("not valid yet", claims -> claims.setNotBefore(in(60)));
        assertInvalid("another audience", claims -> claims.setAudience("shop2"));
        assertInvalid("no audience", claims -> claims.unsetClaim("aud"));
        assertInvalid("another issuer", claims -> claims.setIssuer("https://issuer.example/"));
        assertInvalid("no issuer", claims -> claims.unsetClaim("iss"));
        assertInvalid("no subject", claims -> claims.unsetClaim("sub"));
    }

    @Test
    void anotherKeyIsNotTakenWhateverItCallsItself() {
        PublicJsonWebKey impostor = key("rsa");

        assertThat(of(signed(impostor, "RS256", claims -> {})))
                .isEqualTo(invalid("the signature of the token is wrong"));
        assertThat(of(signed(OTHER, "RS256", claims -> {})))
                .isEqualTo(invalid("none of the issuer's keys signed the token"));
    }

    /** RFC 8725, 2.1: no signature, and one with the public key as the secret. The issuer isn't asked again for them. */
    @Test
    void theTokenDoesNotChooseHowItIsChecked() throws JoseException {
        String claims = signed(RSA, "RS256", each -> {}).split("\\.")[1];
        String none = encoded("{\"alg\":\"none\"}") + "." + claims + ".";
        JsonWebSignature symmetric = token(RSA, "RS256", each -> {});
        symmetric.setAlgorithmHeaderValue("HS256");
        symmetric.setKey(new HmacKey(RSA.getPublicKey().getEncoded()));

        for (String token : List.of(none, symmetric.getCompactSerialization())) {
            assertThat(of(token)).isInstanceOf(Invalid.class);
        }
        assertThat(fetched).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "..", "e30.e30.e30", "a.b.c.d.e", "\u00e9.\u00e9.\u00e9"})
    void whatIsNoTokenIsRefused(String token) {
        assertThat(of(token)).isInstanceOf(Invalid.class);
        assertThat(fetched).isEqualTo(1);
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] parts = signed(RSA, "RS256", claims -> {}).split("\\.");
        String changed = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("system:", "sYstem:");

        assertThat(of(parts[0] + "." + encoded(changed) + "." + parts[2])).isInstanceOf(Invalid.class);
    }

    @Test
    void oneBearerTokenIsNeeded() {
        String token = "Bearer " + signed(RSA, "RS256", claims -> {});

        for (List<String> headers :
                List.of(List.<String>of(), List.of(token, token), List.of("Basic YTpi"), List.of("Bearer"))) {
            assertThat(result(headers)).isInstanceOf(Missing.class);
        }
        assertThat(fetched).isZero();
    }

    @Test
    void aNewKeyIsFetchedWhenTheFirstTokenOfItArrives() {
        assertThat(of(signed(RSA, "RS256", claims -> {}))).isInstanceOf(Allowed.class);
        published.set(0, OTHER);

        assertThat(of(signed(OTHER, "RS256", claims -> {}))).isInstanceOf(Allowed.class);
        assertThat(of(signed(RSA, "RS256", claims -> {}))).isInstanceOf(Invalid.class);
    }

    @Test
    void unknownKeysAreUndecidedOnceTheIssuerWasAskedTooOften() {
        String unknown = signed(OTHER, "RS256", claims -> {});
        for (int i = 0; i < 9; i++) {
            assertThat(of(unknown)).isInstanceOf(Invalid.class);
        }
        assertThat(of(unknown)).isInstanceOf(Undecided.class);
        assertThat(of(signed(RSA, "RS256", claims -> {}))).isInstanceOf(Allowed.class);
        assertThat(fetched).isEqualTo(10);
    }

    @Test
    void nothingIsDecidedWithoutTheIssuer() {
        away = true;

        assertThat(of(signed(RSA, "RS256", claims -> {}))).isEqualTo(new Undecided("it is away"));
        away = false;
        assertThat(of(signed(RSA, "RS256", claims -> {}))).isInstanceOf(Allowed.class);
    }

    @Test
    void onlyTheNamedSubjectsMaySend() {
        String token = signed(RSA, "RS256", claims -> {});
        for (String pattern : List.of(SENDER, "system:serviceaccount:shop:*", "*")) {
            identity = identity(Optional.of(Set.of("nobody", pattern)));
            assertThat(of(token)).as(pattern).isInstanceOf(Allowed.class);
        }
        for (String pattern : List.of("system:serviceaccount:shop", "system:serviceaccount:other:*", SENDER + "s")) {
            identity = identity(Optional.of(Set.of(pattern)));
            assertThat(of(token)).as(pattern).isInstanceOf(Forbidden.class);
        }
    }

    private void assertInvalid(String reason, Consumer<JwtClaims> change) {
        assertThat(of(signed(RSA, "RS256", change)))
                .isInstanceOfSatisfying(
                        Invalid.class, verdict -> assertThat(verdict.reason()).contains(reason));
    }

    private static Verdict invalid(String reason) {
        return new Invalid(reason);
    }

    private Verdict of(String token) {
        return result(List.of("Bearer " + token));
    }

    private Verdict result(List<String> headers) {
        Future<Verdict> verdict = identity.of(headers);
        assertThat(verdict.isComplete()).isTrue();
        return verdict.result();
    }

    private SenderIdentity identity(Optional<Set<String>> subjects) {
        Instant now = Instant.now();
        return new SenderIdentity(subjects, new IssuerKeys(this::fetch, InstantSource.fixed(now)));
    }

    private Future<TokenCheck> fetch() {
        fetched++;
        return away
                ? Future.failedFuture("it is away")
                : Future.succeededFuture(new TokenCheck("https://issuer.example", "shop", List.copyOf(published)));
    }

    private static NumericDate in(int seconds) {
        return NumericDate.fromSeconds(Instant.now().getEpochSecond() + seconds);
    }

    private static String signed(PublicJsonWebKey key, String algorithm, Consumer<JwtClaims> change) {
        try {
            return token(key, algorithm, change).getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonWebSignature token(PublicJsonWebKey key, String algorithm, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://issuer.example");
        claims.setSubject(SENDER);
        claims.setAudience("shop");
        claims.setExpirationTime(in(600));
        change.accept(claims);
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue(algorithm);
        return token;
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
