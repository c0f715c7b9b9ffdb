// What the desk says of itself, in both languages. What is said to callers comes from the services.
#pragma once

#include "clients/terminal/desk/language.h"

namespace krul::terminal::desk {

struct Words {
  // The views.
  const char* take_call;
  const char* my_calls;
  const char* board;
  const char* review_round;

  // The line.
  const char* connecting;
  const char* line_lost;      // "No connection since {}: what you see may be old."
  const char* kept_count;     // "{} not yet confirmed"
  const char* refused_count;  // "{} refused"

  const char* unknown_person;

  // Taking a call.
  const char* say;
  const char* good_morning;
  const char* good_afternoon;
  const char* good_evening;
  const char* speaking;  // before one's own name
  const char* ask_for_whom;
  const char* greeting;  // "Answers first: "
  const char* who;
  const char* name;
  const char* phone;
  const char* category;
  const char* reason;
  const char* window;
  const char* window_example;
  const char* extension;
  const char* reference;
  const char* contact;
  const char* contact_example;
  const char* quoting;
  const char* who_calls;
  const char* open_promises;
  const char* as_chaser;
  const char* as_another;
  const char* as_new;
  const char* chase_that_one;
  const char* other_promises;
  const char* needs_consent;
  const char* presence_unknown;
  const char* no_promise_now;
  const char* agreed_otherwise;
  const char* ask_consent;
  const char* read_back;
  const char* read_back_right;
  const char* save_as_chaser;
  const char* saving;
  const char* saved;
  const char* attached;
  const char* kept_here;  // on this computer, not yet confirmed
  const char* next_call;
  const char* helped_question;
  const char* helped_saved;
  const char* clear_question;
  const char* missing_who;
  const char* missing_name;
  const char* missing_phone;
  const char* missing_window;
  const char* missing_quote;
  const char* quote_expired;
  const char* not_saved;
  const char* number;

  // Lists.
  const char* nothing_open;
  const char* nothing_mine;
  const char* nothing_found;
  const char* just_closed;
  const char* search;
  const char* filter_all;
  const char* filter_pressing;
  const char* filter_nobodys;
  const char* filter_closed;
  const char* rang_again;
  const char* for_whom;

  // One callback.
  const char* history;
  const char* attempts;
  const char* promise;
  const char* first_promised;
  const char* called;
  const char* also_open;
  const char* explanation;
  const char* reading;
  const char* erased;
  const char* state;

  // Doing something with it.
  const char* outcome_title;
  const char* again_when;
  const char* remark;
  const char* remark_hint;
  const char* forward_to;
  const char* new_time;
  const char* new_time_hint;
  const char* why;
  const char* how_closed;
  const char* take_back;
  const char* nothing_to_undo;
  const char* bad_time;
  const char* reason_needed;
  const char* sending;
  const char* unknown_outcome;
  const char* send_again;
  const char* told_you;  // a notice for who sits here

  // The review round.
  const char* round_opened;
  const char* no_round;
  const char* held_by;
  const char* gone_through;
  const char* not_yet;
  const char* sign_question;
  const char* signed_off;
  const char* nothing_in_round;

  // Notes that are kept.
  const char* kept_title;
  const char* waits;
  const char* refused;
  const char* drop_question;
  const char* correct;
  const char* drop;
  const char* delivered;  // "Delivered: "
  const char* delivery_refused;

  // Actions.
  const char* act_take;
  const char* act_mine_view;
  const char* act_board;
  const char* act_help;
  const char* act_palette;
  const char* act_language;
  const char* act_redraw;
  const char* act_quit;
  const char* act_save;
  const char* act_helped;
  const char* act_matter;
  const char* act_promise;
  const char* act_clear;
  const char* act_keys;
  const char* act_type;
  const char* act_detail;
  const char* act_mine;
  const char* act_call;
  const char* act_attempt;
  const char* act_forward;
  const char* act_renegotiate;
  const char* act_done;
  const char* act_cancel;
  const char* act_undo;
  const char* act_reopen;
  const char* act_explain;
  const char* act_search;
  const char* act_filter;
  const char* act_round;
  const char* act_seen;
  const char* act_seen_remark;
  const char* act_sign;
  const char* act_kept;
  const char* act_back;

  // The same in a sentence.
  const char* help_take;
  const char* help_mine_view;
  const char* help_board;
  const char* help_help;
  const char* help_palette;
  const char* help_language;
  const char* help_redraw;
  const char* help_quit;
  const char* help_save;
  const char* help_helped;
  const char* help_matter;
  const char* help_promise;
  const char* help_clear;
  const char* help_keys;
  const char* help_type;
  const char* help_detail;
  const char* help_mine;
  const char* help_call;
  const char* help_attempt;
  const char* help_forward;
  const char* help_renegotiate;
  const char* help_done;
  const char* help_cancel;
  const char* help_undo;
  const char* help_reopen;
  const char* help_explain;
  const char* help_search;
  const char* help_filter;
  const char* help_round;
  const char* help_seen;
  const char* help_seen_remark;
  const char* help_sign;
  const char* help_kept;
  const char* help_back;

  // Dialogues.
  const char* what_can_be_done;
  const char* palette_title;
  const char* yes_no;  // "y yes   n no"
  const char* yes_letter;
  const char* enter_escape;
  const char* choose_escape;
  const char* too_small;  // "This window is too small: at least {}."
  const char* unsaved_question;
  const char* person_word;
  const char* callback_word;
  const char* view_word;
  const char* action_word;
};

extern const Words kDutch;
extern const Words kEnglish;

inline const Words& WordsOf(Language language) { return language == Language::kDutch ? kDutch : kEnglish; }

}  // namespace krul::terminal::desk
