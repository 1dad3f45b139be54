package dev.baton.runtime.http.identity;

import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.InvalidAlgorithmException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The check of tokens with the keys that an issuer had at one time: RFC 7519, signed with RSA or ECDSA. Thread-safe. A
 * symmetric signature or none is refused, whatever the keys are.
 */
final class TokenCheck {

    static final int SKEW_SECONDS = 30;

    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** The reasons that are told, by the code of jose4j, whose own messages hold claims of the token. */
    private static final Map<Integer, String> REASONS = Map.of(
            ErrorCodes.EXPIRED, "the token has expired",
            ErrorCodes.EXPIRATION_MISSING, "the token has no time of expiry (exp)",
            ErrorCodes.NOT_YET_VALID, "the token is not valid yet (nbf)",
            ErrorCodes.AUDIENCE_MISSING, "the token is for no audience (aud)",
            ErrorCodes.AUDIENCE_INVALID, "the token is for another audience (aud)",
            ErrorCodes.ISSUER_MISSING, "the token names no issuer (iss)",
            ErrorCodes.ISSUER_INVALID, "the token is from another issuer (iss)",
            ErrorCodes.SUBJECT_MISSING, "the token names no subject (sub)",
            ErrorCodes.SIGNATURE_INVALID, "the signature of the token is wrong");

    private final JwtConsumer consumer;
    private final JwksVerificationKeyResolver keys;

    TokenCheck(String issuer, String audience, List<JsonWebKey> keys) {
        this.keys = new JwksVerificationKeyResolver(keys);
        this.keys.setDisambiguateWithVerifySignature(true);
        this.consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(this::key)
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new)))
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build();
    }

    /**
     * Returns the subject of a valid token.
     *
     * @throws UnknownKeyException if no key fits, so that another check with newer keys may succeed
     * @throws InvalidTokenException if the token is not valid, with the reason
     */
    String subject(String token) throws UnknownKeyException, InvalidTokenException {
        if (token.chars().filter(character -> character == '.').count() != 2) {
            throw new InvalidTokenException("the token is not a signed JWT");
        }
        try {
            return consumer.processToClaims(token).getSubject();
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof UnresolvableKeyException unresolvable
                    && !(unresolvable.getCause() instanceof InvalidAlgorithmException)) {
                throw new UnknownKeyException();
            }
            throw new InvalidTokenException(reason(e));
        } catch (MalformedClaimException e) {
            throw new InvalidTokenException("a claim of the token is malformed");
        }
    }

    /** Looks for a key only if the token is signed as it must be. */
    private Key key(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String algorithm = signature.getAlgorithmHeaderValue();
        if (algorithm == null || !ALGORITHMS.contains(algorithm)) {
            throw new UnresolvableKeyException(
                    "not allowed", new InvalidAlgorithmException("the algorithm is not one of " + ALGORITHMS));
        }
        return keys.resolveKey(signature, nesting);
    }

    private static String reason(InvalidJwtException failure) {
        return failure.getErrorDetails().stream()
                .map(error -> REASONS.get(error.getErrorCode()))
                .filter(reason -> reason != null)
                .findFirst()
                .orElse("the token can't be read, or is signed in a way that is not allowed");
    }

    /** Thrown when a token is not valid. The message states the reason, and does not contain the token's content. */
    static final class InvalidTokenException extends Exception {

        private static final long serialVersionUID = 1;

        InvalidTokenException(String message) {
            super(message, null, false, false);
        }
    }
}
