package dev.baton.it.crash;

import dev.baton.it.crash.Boundary.Moment;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;

/**
 * A proxy for a pool, connection, transaction or query of the reactive PostgreSQL client, and for everything that comes
 * from it. A call that fails by a {@link Calls#breakAt plan} fails like one whose connection is lost.
 *
 * @param target what is called
 * @param steps what was called on the same connection before; null for a pool
 * @param sql the statement; null if the target is not a query
 */
record WatchedClient(Object target, Steps steps, String sql) implements InvocationHandler {

    private static final Set<String> CALLS =
            Set.of("getConnection", "begin", "commit", "rollback", "execute", "executeBatch");
    private static final Set<String> QUERIES = Set.of("query", "preparedQuery");

    static Pool of(Pool pool) {
        return (Pool) new WatchedClient(pool, null, null).proxy(PgPool.class);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("prepare")) {
            throw new UnsupportedOperationException(
                    "prepared statements by hand pass no boundary yet: watch them, too");
        }
        if (method.isDefault() && target instanceof Pool) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return CALLS.contains(method.getName())
                ? watchedCall(method, arguments)
                : watched(call(method, arguments), method, arguments);
    }

    private Object watched(Object result, Method method, Object[] arguments) {
        if (result == target) {
            return proxy(target instanceof Pool ? PgPool.class : method.getReturnType());
        }
        if (result instanceof Query<?>) {
            String statement = QUERIES.contains(method.getName()) ? (String) arguments[0] : sql;
            return new WatchedClient(result, steps, statement).proxy(interfaceOf((Query<?>) result));
        }
        return result instanceof Transaction ? new WatchedClient(result, steps, null).proxy(Transaction.class) : result;
    }

    /** Handles both forms of a call: one that returns a future, and one that takes a handler as its last argument. */
    @SuppressWarnings("unchecked")
    private Object watchedCall(Method method, Object[] arguments) throws Throwable {
        int last = arguments == null ? -1 : arguments.length - 1;
        if (last < 0 || !(arguments[last] instanceof Handler<?> handler)) {
            return inSteps(method, arguments);
        }
        Class<?>[] types = Arrays.copyOf(method.getParameterTypes(), last);
        Method future = method.getDeclaringClass().getMethod(method.getName(), types);
        inSteps(future, Arrays.copyOf(arguments, last)).onComplete((Handler<AsyncResult<Object>>) handler);
        return null;
    }

    private Future<Object> inSteps(Method method, Object[] arguments) throws Throwable {
        Steps own = steps == null ? new Steps("") : steps;
        String call = sql == null ? method.getName() : Steps.name(sql);
        if (sql != null) {
            Calls.statement(sql);
        }
        if (Calls.breaks(own.next(call), Moment.BEFORE)) {
            return Future.failedFuture(ClosedConnectionException.INSTANCE);
        }
        Future<?> made = (Future<?>) call(method, arguments);
        return made.transform(answer -> {
            String done = own.done(call, answer.result(), answer.cause());
            if (Calls.breaks(done, Moment.AFTER)) {
                return lost(answer.result());
            }
            return answer.failed()
                    ? Future.failedFuture(answer.cause())
                    : Future.succeededFuture(of(answer.result(), own));
        });
    }

    private static Object of(Object answer, Steps steps) {
        if (answer instanceof SqlConnection) {
            return new WatchedClient(answer, steps, null).proxy(SqlConnection.class);
        }
        return answer instanceof Transaction ? new WatchedClient(answer, steps, null).proxy(Transaction.class) : answer;
    }

    /** Returns to the pool a connection that never reaches its caller. */
    private static Future<Object> lost(Object answer) {
        Future<Object> failed = Future.failedFuture(ClosedConnectionException.INSTANCE);
        return answer instanceof SqlConnection connection ? connection.close().transform(closed -> failed) : failed;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Class<?> interfaceOf(Query<?> query) {
        return query instanceof PreparedQuery ? PreparedQuery.class : Query.class;
    }

    private Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }
}
