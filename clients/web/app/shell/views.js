// The views of the desk, in the order of the navigation: {id (in the address, words "view.ID", and the action whose key goes there), icon (path
// of a 24×24 drawing), View, Count (what waits there), roles (who sees it; none: everybody)}.
import {Board} from "../board/view.js";
import {myRole} from "../live/desk.js";
import {HeadOffice} from "../head_office/view.js";
import {MyCallsCount} from "../my_calls/count.js";
import {MyCalls} from "../my_calls/view.js";
import {TakeACall} from "../take_a_call/view.js";
import {words} from "./words.js";

export const VIEWS = [
  {
    id: "take_a_call",
    icon: "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3",
    View: TakeACall,
  },
  {id: "my_calls", icon: "M4 13h4l2 3h4l2-3h4M5 5h14l2 8v5a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-5z", View: MyCalls, Count: MyCallsCount},
  {id: "board", icon: "M4 5h16M4 12h16M4 19h10", View: Board},
  {id: "head_office", icon: "M4 20V10M10 20V4M16 20v-8M21 20H3", View: HeadOffice, roles: ["ROLE_MANAGER", "ROLE_HEAD_OFFICE"]},
];

/** What a view is called; a manager sees the figures of the own branch where head office sees those of all. */
export const viewTitle = (id) => words(id === "head_office" && myRole() === "ROLE_MANAGER" ? "web_head_office.own_branch" : `view.${id}`);
