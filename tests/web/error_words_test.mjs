// Refusals in words: by reason, remedy and code, never by a sentence of the services.
import assert from "node:assert/strict";
import {test} from "node:test";
import {app} from "./app.mjs";

const {change} = await app("live/desk.js");
const {errorWords, faultWords} = await app("shell/error_words.js");
change({firm: {people: [{id: "anna", title: "Anna Visser"}]}, branch: {id: "centrum", language: "nl", time_zone: "Europe/Amsterdam"}});

test("a fault is read behind the name of its field, with its arguments", () => {
  const fault = (field, code, given = {}) => faultWords({field, code, arguments: given, message: "something in English"});
  assert.equal(fault("caller.phone_number", "NUMBER_TOO_FEW_DIGITS"), "Telefoonnummer heeft te weinig cijfers; vraag het nummer nog een keer.");
  assert.equal(fault("reason", "TOO_LONG", {maximum: "2000"}), "Waarover mag hooguit 2000 tekens lang zijn.");
  assert.equal(fault("window.until_minute", "MUST_BE_LATER", {other: "from_minute"}), "Deze tijd moet later zijn dan de tijd waarvoor niet gebeld wordt.");
  assert.equal(fault("page_size", "OUT_OF_RANGE", {minimum: "0"}), "Moet minstens 0 zijn.");
  assert.equal(fault("requested.person", "UNKNOWN_PERSON"), "Deze persoon staat niet in de bedrijfsgegevens; kies iemand anders.");
});

test("the reason tells, with whom and how many", () => {
  assert.match(errorWords({reason: "SOMEBODY_IS_CALLING", arguments: {person: "anna"}}), /^Anna Visser heeft de beller/);
  assert.equal(errorWords({reason: "ASSIGNEE_AWAY", remedy: "FORWARD_ALTHOUGH_AWAY", arguments: {person: "anna"}, fields: []}),
    "Anna Visser is er niet op tijd. Kies iemand anders, of geef het toch door: wie vervangt, hoort het.");
  assert.equal(errorWords({reason: "NOT_REVIEWED", arguments: {count: "3"}, fields: []}), "3 open verzoeken zijn nog niet doorgenomen.");
});

test("where fields are to be corrected, they tell", () => {
  const fields = [{field: "reason", code: "REQUIRED"}, {field: "category", code: "UNKNOWN_CATEGORY"}];
  assert.equal(errorWords({reason: "INVALID_FIELD", remedy: "CORRECT_FIELDS", fields}), "Waarover ontbreekt. Dit onderwerp staat niet in de bedrijfsgegevens.");
  assert.equal(errorWords({reason: "NOT_FOUND", remedy: "CORRECT_FIELDS", fields: []}), "Dit is er niet of niet meer.");
  assert.equal(errorWords({reason: "READ_BACK_MISSING", remedy: "READ_BACK", fields: [{field: "read_back_confirmed", code: "NOT_ONE_OF", arguments: {allowed: "true"}}]}),
    "Lees naam en nummer eerst terug aan de beller.");
});

test("a code that this desk does not know yet is told by its field alone", () => {
  assert.equal(faultWords({field: "reason", code: "NEW_ONE", message: "must be odd"}), "Waarover klopt niet.");
});

test("the arguments of a reason are in its sentence", () => {
  assert.match(errorWords({reason: "TOO_FEW_ATTEMPTS", arguments: {needed: "3", made: "1"}}), /1 van de 3 keer/);
  assert.match(errorWords({reason: "UNDO_TOO_LATE", arguments: {minutes: "10"}}), /tot 10 minuten erna/);
  assert.match(errorWords({reason: "QUOTE_EXPIRED", arguments: {minutes: "30"}}), /meer dan 30 minuten oud/);
});

test("in English as well", () => {
  change({branch: {id: "centrum", language: "en", time_zone: "Europe/Amsterdam"}});
  assert.equal(faultWords({field: "caller.phone_number", code: "TOO_LONG", arguments: {maximum: "40"}}), "The number must be at most 40 characters long.");
  assert.equal(errorWords({reason: "SOMEBODY_IS_CALLING", arguments: {person: "anna"}}), "Anna Visser is on the phone with the caller now. Try again after that call.");
  change({branch: {id: "centrum", language: "nl", time_zone: "Europe/Amsterdam"}});
});

test("a reason that is not known is told by its remedy, and at last by the services", () => {
  assert.equal(errorWords({reason: "NEW_ONE", remedy: "READ_BACK", fields: []}), "Lees eerst terug.");
  assert.equal(errorWords({reason: "NEW_ONE", message: "Odd."}), "Er ging iets mis: Odd.");
});
