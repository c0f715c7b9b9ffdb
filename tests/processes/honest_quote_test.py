"""What a desk hears before it promises: the caller's own hours, the person later or somebody else now, an odd number, promises that are open already."""

import datetime
import unittest
import zoneinfo

from google.protobuf.timestamp_pb2 import Timestamp
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb, intake_service_pb2 as intake_pb

from processes import world

FIRM = world.FIRM.replace('{week: {mon-sun: "00:00-24:00"}}', '{week: {mon-fri: "09:00-12:30, 13:00-17:30"}}')
AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")


def moment(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).timestamp())


def wall(timestamp):
    return datetime.datetime.fromtimestamp(timestamp.seconds, AMSTERDAM).strftime("%Y-%m-%d %H:%M")


class HonestQuote(unittest.TestCase):
    """A Tuesday at 09:26; the shop closes for lunch from 12:30 to 13:00."""

    def setUp(self):
        self.world = w = world.World()
        self.addCleanup(w.close)
        w.set_now(1000 * moment("2026-11-24 09:26"))
        w.start_all(FIRM)

    def quote(self, wanted="anna", name="Mevrouw Jansen", phone="020 123 4567", **details):
        caller = callback_pb.Caller(display_name=name, phone_number=phone)
        return self.world.call(self.world.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(
            branch="centrum", requested=callback_pb.Party(person=wanted), caller=caller, **details))

    def note_request(self, quote, wanted="anna", name="Mevrouw Jansen", phone="020 123 4567", **details):
        return intake_pb.NoteCallbackRequest(
            branch="centrum", callback_id=world.fresh_id(), quote=quote, requested=callback_pb.Party(person=wanted),
            caller=callback_pb.Caller(display_name=name, phone_number=phone), read_back_confirmed=True, **details)

    def note(self, quote, **details):
        return self.world.call(self.world.intake_stub.NoteCallback, self.note_request(quote, **details))

    def away(self, person, until):
        time = Timestamp(seconds=moment(until))
        self.world.call(self.world.assignment_stub.SetAbsence, assignment_pb.SetAbsenceRequest(
            person=person, absent=True, until_time=time, request_id=world.fresh_id()))

    def test_a_window_is_kept_in_promise_and_retry(self):
        w = self.world
        window = callback_pb.CallWindow(from_minute=15 * 60)
        w.set_now(1000 * moment("2026-11-24 09:30"))
        quote = self.quote(window=window)
        self.assertEqual((wall(quote.due_time), quote.agreed_otherwise), ("2026-11-24 17:30", True))  # not before three; four hours would be 14:00
        self.assertIn("dinsdag 24 november om 17.30 uur", quote.sentence)
        noted = self.note(quote.quote)
        self.assertEqual((noted.window.from_minute, noted.window.until_minute, noted.promise.agreed_otherwise), (900, 1440, True))
        self.assertGreaterEqual(wall(noted.promise.at_risk_time), "2026-11-24 15:00")  # no pressure before he may be called

        between = self.quote(phone="020 123 4568", window=callback_pb.CallWindow(from_minute=9 * 60, until_minute=11 * 60))
        self.assertEqual((wall(between.due_time), between.agreed_otherwise), ("2026-11-24 11:00", False))
        name = self.note(between.quote, phone="020 123 4568").name
        w.set_now(1000 * moment("2026-11-24 10:30"))
        tried = w.call(w.assignment_stub.RecordAttempt, assignment_pb.RecordAttemptRequest(
            name=name, request_id=world.fresh_id(), outcome=callback_pb.NO_ANSWER))
        self.assertEqual(wall(tried.retry_time), "2026-11-25 10:30")  # two hours of his own: half an hour today, the rest tomorrow from nine

        thursday = callback_pb.CallWindow(not_before_time=Timestamp(seconds=moment("2026-11-26 00:00")))
        later = self.quote(phone="020 123 4569", window=thursday)
        self.assertEqual((wall(later.due_time), later.agreed_otherwise), ("2026-11-26 13:30", True))
        told = w.call(w.deadline_stub.ExplainDeadline, deadline_pb.ExplainDeadlineRequest(name=name))
        self.assertIn("The caller wants to be called between 09:00 and 11:00", told.lines[-1])
        self.assertEqual(len(told.lines), len(told.entries) + 2)
        summary = told.summary
        self.assertEqual((summary.level, summary.business_seconds), (summary.BUSINESS_TIME, 4 * 3600))
        self.assertEqual(sum(entry.counted_seconds for entry in told.entries), summary.business_seconds)
        for entry in told.entries:
            self.assertEqual(sum(one.until_time.seconds - one.from_time.seconds for one in entry.intervals), entry.counted_seconds)
        counted_until = told.entries[-1].intervals[-1].until_time.seconds
        self.assertAlmostEqual(summary.level_due_time.seconds, counted_until + summary.rounded_up_seconds, delta=1)  # whole seconds of both
        self.assertEqual(wall(summary.window_due_time), "2026-11-24 11:00")
        self.assertEqual((summary.window_effect, summary.window.from_minute), (summary.LAST_MOMENT_BEFORE, 9 * 60))

    def test_a_call_of_earlier_is_promised_from_its_own_time(self):
        w = self.world
        monday = Timestamp(seconds=moment("2026-11-23 15:30"))
        quote = self.quote(called_time=monday)
        self.assertEqual(wall(quote.due_time), "2026-11-24 11:00")  # two hours of Monday, two of today
        later = self.note_request(quote.quote, called_time=Timestamp(seconds=monday.seconds + 3600))
        self.assertEqual(w.refusal(w.intake_stub.NoteCallback, later), ("INVALID_ARGUMENT", "INVALID_FIELD", ["called_time"]))
        for noted in (self.note(quote.quote, called_time=monday, another_matter=True), self.note(quote.quote, another_matter=True)):
            self.assertEqual((wall(noted.called_time), wall(noted.promise.due_time)), ("2026-11-23 15:30", "2026-11-24 11:00"))
        what_if = intake_pb.QuotePromiseRequest(branch="centrum", requested=callback_pb.Party(person="anna"), called_time=monday, at_time=monday)
        self.assertEqual(w.refusal(w.intake_stub.QuotePromise, what_if)[2], ["called_time"])

    def test_a_window_in_which_nobody_is_there_is_refused(self):
        w = self.world
        request = intake_pb.QuotePromiseRequest(branch="centrum", requested=callback_pb.Party(person="anna"),
                                                window=callback_pb.CallWindow(from_minute=20 * 60, until_minute=22 * 60))
        self.assertEqual(w.refusal(w.intake_stub.QuotePromise, request), ("INVALID_ARGUMENT", "INVALID_FIELD", ["window"]))

    def test_the_absent_person_later_needs_the_callers_consent(self):
        w = self.world
        self.away("anna", "2026-11-26 09:00")
        quote = self.quote()
        self.assertEqual((quote.agreed.person, wall(quote.due_time)), ("bob", "2026-11-24 14:00"))
        stand_in, later = quote.proposals
        self.assertEqual((stand_in.agreed.person, stand_in.needs_consent, stand_in.sentence),
                         ("bob", False, "Bob Bakker belt u uiterlijk dinsdag 24 november om 14.00 uur terug."))
        self.assertEqual((later.agreed.person, later.needs_consent, wall(later.due_time)), ("anna", True, "2026-11-26 13:30"))
        self.assertEqual(later.sentence, "Anna Visser kan u uiterlijk donderdag 26 november om 13.30 uur terugbellen. Is dat goed?")
        self.assertEqual(w.refusal(w.intake_stub.NoteCallback, self.note_request(later.quote)),
                         ("FAILED_PRECONDITION", "CONSENT_MISSING", ["consent_confirmed"]))
        noted = self.note(later.quote, consent_confirmed=True)
        self.assertTrue(noted.promise.agreed_otherwise)
        world.eventually("Anna has it, who is back in time", lambda: w.get(noted.name).assignee.person == "anna")
        # Kept at the agreed time, though the service level's is long past.
        w.set_now(1000 * moment("2026-11-26 13:00"))
        done = w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=noted.name, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED))
        self.assertEqual(done.promise.status, callback_pb.KEPT)

    def test_who_is_back_in_time_or_there_needs_no_proposal(self):
        self.assertEqual(len(self.quote().proposals), 0)
        self.away("anna", "2026-11-24 11:00")
        self.assertEqual((len(self.quote().proposals), self.quote().agreed.person), (0, "anna"))

    def test_the_same_caller_again_is_a_chaser_of_the_open_promise(self):
        w = self.world
        first = self.note(self.quote().quote, reason="kapotte lamp")
        again = self.quote()
        self.assertEqual([c.name for c in again.open_callbacks], [first.name])
        self.assertEqual(again.attach_to, first.name)
        self.assertEqual(again.open_sentence, "Ik zie dat er al een terugbelafspraak voor u openstaat.")
        request = self.note_request(again.quote, reason="wacht thuis")
        attached = w.call(w.intake_stub.NoteCallback, request)
        self.assertEqual((attached.name, attached.chaser_count, attached.urgency), (first.name, 1, 1))
        self.assertEqual(w.call(w.intake_stub.NoteCallback, request).chaser_count, 1)  # the same note again
        self.assertEqual(w.get(first.name).history[-1].remark, "wacht thuis")
        # From another branch of the firm as well.
        elsewhere = w.call(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(
            branch="noord", requested=callback_pb.Party(person="carla"), caller=callback_pb.Caller(display_name="mevrouw  jansen", phone_number="0201234567")))
        self.assertEqual(elsewhere.attach_to, first.name)

        apart = self.note(self.quote().quote, another_matter=True)
        self.assertNotEqual(apart.name, first.name)
        # One number, many people: another name is another caller, whom the desk is shown the open ones of all the same.
        colleague = self.quote(name="De heer Smit")
        self.assertEqual((len(colleague.open_callbacks), colleague.attach_to), (2, ""))
        self.assertEqual(colleague.open_sentence, "Ik zie dat er al 2 terugbelafspraken voor u openstaan.")
        smit = self.note(colleague.quote, name="De heer Smit")
        self.assertNotIn(smit.name, (first.name, apart.name))

        # Whoever reaches one is offered all of them, and none is settled unasked.
        call = w.call(w.assignment_stub.BeginCall, assignment_pb.BeginCallRequest(name=first.name, request_id=world.fresh_id()))
        self.assertEqual(set(call.also_open), {apart.name, smit.name})
        done = w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=first.name, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED))
        self.assertEqual(set(done.also_open), {apart.name, smit.name})
        self.assertNotIn(w.get(apart.name).state, (callback_pb.COMPLETED, callback_pb.CANCELLED))

    def test_the_same_note_under_a_later_quote_is_no_chaser_of_itself(self):
        request = self.note_request(self.quote().quote)
        first = self.world.call(self.world.intake_stub.NoteCallback, request)
        request.quote = self.quote().quote
        again = self.world.call(self.world.intake_stub.NoteCallback, request)
        self.assertEqual((again.name, again.chaser_count), (first.name, 0))

    def test_a_promise_closed_since_the_quote_is_not_attached_to(self):
        w = self.world
        first = self.note(self.quote().quote)
        again = self.quote()
        w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=first.name, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED))
        self.assertEqual(w.refusal(w.intake_stub.NoteCallback, self.note_request(again.quote))[1], "CLOSED")

    def test_the_number_is_looked_at(self):
        odd = self.quote(phone="099 123 4567")
        self.assertIn("Wilt u het nog eens noemen?", odd.number_warning)
        sound = self.quote(phone="020 123 4567 toestel 12")
        self.assertEqual((sound.number_warning, sound.read_back), ("", "Ik herhaal: Mevrouw Jansen, 020 123 4567, toestel 12. Klopt dat?"))
        noted = self.note(sound.quote, phone="020 123 4567 toestel 12")
        self.assertEqual((noted.caller.extension, noted.caller.phone_number_e164), ("12", "+31201234567"))

    def test_without_assignment_it_says_so_and_quotes_all_the_same(self):
        self.world.assignment.stop()
        quote = self.quote()
        self.assertEqual((quote.presence_known, quote.agreed.person, len(quote.proposals)), (False, "anna", 0))
        self.assertTrue(self.note(quote.quote).name)


if __name__ == "__main__":
    unittest.main()
