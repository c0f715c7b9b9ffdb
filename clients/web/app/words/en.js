import actions from "./en/actions.js";
import board from "./en/board.js";
import callback from "./en/callback.js";
import dialogs from "./en/dialogs.js";
import headOffice from "./en/head_office.js";
import shell from "./en/shell.js";
import takeACall from "./en/take_a_call.js";

// One section a line, so that two people who add one do not meet.
export default {
  ...actions,
  ...board,
  ...callback,
  ...dialogs,
  ...headOffice,
  ...shell,
  ...takeACall,
};
