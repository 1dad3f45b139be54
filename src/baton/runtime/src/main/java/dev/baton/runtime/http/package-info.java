/** Functions that receive events over HTTP, according to the Knative data plane contract. */
package dev.baton.runtime.http;
