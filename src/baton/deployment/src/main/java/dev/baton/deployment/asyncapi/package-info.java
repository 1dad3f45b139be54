/** Build steps that describe an application's events for people and programs: JSON Schemas, AsyncAPI and OpenAPI. */
@NullMarked
package dev.baton.deployment.asyncapi;

import org.jspecify.annotations.NullMarked;
