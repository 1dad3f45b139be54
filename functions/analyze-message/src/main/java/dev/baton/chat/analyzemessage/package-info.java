/** The function analyze-message: says of each logged message in which language it is and how harmful it looks. */
package dev.baton.chat.analyzemessage;
