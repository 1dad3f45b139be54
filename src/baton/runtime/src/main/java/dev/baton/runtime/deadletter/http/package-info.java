/** The dead letters over HTTP, for operators. */
package dev.baton.runtime.deadletter.http;
