/** Functions over HTTP: the Knative data plane contract. */
package dev.baton.runtime.http;
