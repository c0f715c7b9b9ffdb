// The views of the desk, in the order of the navigation: {id (in the address, and words "view.ID"), key (which goes there), icon (path of a 24×24
// drawing), View, roles (who sees it; none: everybody)}.
import {TakeACall} from "./take_a_call/view.js";

export const VIEWS = [
  {
    id: "take_a_call",
    key: "n",
    icon: "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3",
    View: TakeACall,
  },
];
