package dev.baton.chat.analyzemessage;

/** The default word list: words of advertising and fraud that are rare in conversations. */
final class DefaultWords {

    static final String LIST = "admirer,adult,auction,award,awarded,babes,bonus,camcorder,cash,casino,charged,claim,"
            + "congrats,congratulations,costs,crypto,customer,customers,dating,discount,draw,entitled,entry,fantasies,"
            + "freemsg,guaranteed,horny,investment,landline,loan,loans,lottery,lucky,mob,mobiles,offer,offers,polyphonic,prize,"
            + "quiz,redeem,rental,ringtone,ringtones,selected,sex,sexy,singles,subscription,tone,tones,txt,unsubscribe,"
            + "urgent,valued,viagra,voicemail,voucher,vouchers,weekly,win,winner,won,xxx";

    private DefaultWords() {}
}
