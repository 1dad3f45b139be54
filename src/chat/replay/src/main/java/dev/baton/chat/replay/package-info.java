/** The replay of an IRC log into a running messaging platform. */
package dev.baton.chat.replay;
