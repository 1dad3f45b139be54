package dev.baton.chat.gateway.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.baton.EventRejectedException;
import dev.baton.NoReplyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The mappers that turn everything that a REST resource throws into a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return ProblemBody.response(problem);
    }

    @ServerExceptionMapper
    Response rejected(EventRejectedException rejected) {
        return ProblemBody.response(
                switch (rejected.reason()) {
                    case UNREADABLE -> Problem.malformed(String.valueOf(rejected.getMessage()));
                    case CONTENT_TYPE -> Problem.unsupportedType(String.valueOf(rejected.getMessage()));
                    case UNKNOWN_TYPE ->
                        Problem.ofStatus(422, Codes.UNKNOWN_TYPE, String.valueOf(rejected.getMessage()));
                    case INVALID -> Problem.ofStatus(422, Codes.INVALID, String.valueOf(rejected.getMessage()));
                });
    }

    @ServerExceptionMapper
    Response noReply(NoReplyException noReply) {
        return ProblemBody.response(Problem.ofStatus(504, Codes.NO_REPLY, String.valueOf(noReply.getMessage())));
    }

    @ServerExceptionMapper
    Response noToken(UnauthorizedException unauthorized) {
        return ProblemBody.response(Problem.noToken());
    }

    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failed) {
        return ProblemBody.response(Problem.badToken());
    }

    @ServerExceptionMapper
    Response noRole(ForbiddenException forbidden) {
        return ProblemBody.response(Problem.forbidden("the token's roles (claim 'groups') do not allow this"));
    }

    @ServerExceptionMapper
    Response unfit(MismatchedInputException unfit) {
        return ProblemBody.response(Problem.malformed("the body has the wrong form: " + where(unfit)));
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException unreadable) {
        return ProblemBody.response(Problem.malformed("the body can't be read as JSON"));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException http) {
        int status = http.getResponse().getStatus();
        if (status < 400) {
            return http.getResponse();
        }
        Response response = ProblemBody.response(httpProblem(status));
        Response.ResponseBuilder builder = Response.fromResponse(response);
        if (http.getResponse().getHeaderString("Allow") != null) {
            builder.header("Allow", http.getResponse().getHeaderString("Allow"));
        }
        return builder.build();
    }

    @ServerExceptionMapper
    Response other(Throwable failure) {
        Problem known = Failures.problem(failure);
        if (known != null) {
            return ProblemBody.response(known);
        }
        LOG.error("Request failed", failure);
        return ProblemBody.response(Problem.internal());
    }

    static Problem httpProblem(int status) {
        return switch (status) {
            case 400 -> Problem.malformed("the request can't be read: is its body the JSON that this path takes?");
            case 401 -> Problem.noToken();
            case 403 -> Problem.forbidden("the token does not allow this");
            case 404 -> Problem.notFound("there is nothing at this path");
            case 405 -> Problem.ofStatus(405, Codes.METHOD_NOT_ALLOWED, "this path has no such method");
            case 406 -> Problem.ofStatus(406, Codes.NOT_ACCEPTABLE, "this path returns only application/json");
            case 413 -> Problem.tooLarge("the body is too large");
            case 415 -> Problem.unsupportedType("this path accepts application/json");
            default -> Problem.ofStatus(status, status < 500 ? Codes.INVALID : Codes.INTERNAL, "HTTP " + status);
        };
    }

    private static String where(MismatchedInputException unfit) {
        String path = unfit.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .map(name -> name == null ? "[]" : name)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "a JSON object is needed" : "'" + path + "' has a value of the wrong type";
    }
}
