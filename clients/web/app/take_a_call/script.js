// What the desk says, made from the form and the quote: one value that all parts of the view draw.
export const sameParty = (one, other) => one?.person === other?.person && one?.team === other?.team;

function readBackHere({name, phone, other_contact, extension}) {
  const number = [phone.trim() || other_contact.trim(), extension && `(${extension.trim()})`].filter(Boolean).join(" ");
  return [name.trim(), number].filter(Boolean).join(", ");
}

// When the requested person is away, the first proposal names who stands in: the same promise, in better words.
function optionsOf(quote) {
  const {agreed, sentence, due_time, proposals = []} = quote;
  const standIn = proposals.find((proposal) => !proposal.needs_consent);
  return [standIn ?? {agreed, sentence, due_time, quote: quote.quote}, ...proposals.filter((proposal) => proposal.needs_consent)];
}

/**
 * {offline, options, chosen, attach_to, open_callbacks, sentence, refusal, warning, read_back, goodbye, confirmed, consent_missing}: `chosen` is the
 * option that will be promised; `sentence` the words for it; `confirmed` that exactly this was read back.
 */
export function scriptOf(draft, answer, known, branch) {
  const quote = answer.offline ? null : answer.quote;
  const options = quote ? optionsOf(quote) : [];
  const chosen = options.find(({agreed}) => draft.agreed && sameParty(agreed, draft.agreed)) ?? options[0];
  const attach_to = (!draft.another_matter && quote?.attach_to) || "";
  const sentence = answer.offline ? branch?.offline_sentence : attach_to ? quote.open_sentence : chosen?.sentence;
  const read_back = quote?.read_back || readBackHere(draft);
  return {
    offline: Boolean(answer.offline),
    options,
    chosen,
    attach_to,
    open_callbacks: quote?.open_callbacks ?? known.open,
    open_sentence: quote?.open_sentence ?? "",
    sentence: sentence ?? "",
    refusal: (!attach_to && quote?.refusal) || "",
    warning: quote?.number_warning ?? "",
    read_back,
    goodbye: quote?.goodbye ?? "",
    presence_known: quote?.presence_known ?? true,
    agreed_otherwise: quote?.agreed_otherwise ?? false,
    confirmed: draft.confirmed !== "" && draft.confirmed === readBackMark(read_back, sentence),
    consent_missing: Boolean(chosen?.needs_consent) && !attach_to && draft.consented !== chosen.sentence,
  };
}

/** What a confirmation is of: name and number as they were read back, and the sentence that was spoken. */
export const readBackMark = (read_back, sentence) => JSON.stringify([read_back, sentence]);

/** The first thing that is missing before it can be read back: the id of its field, or "". */
export function missingField(draft) {
  if (!draft.who) return "who";
  if (!draft.name.trim()) return "name";
  if (!draft.phone.trim() && !draft.other_contact.trim()) return "phone";
  return "";
}
