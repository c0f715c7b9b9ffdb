// Everything that the head office page shows, asked of the services together and asked again while the page is open.
import {useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {onListAgain} from "../live/list_again.js";

const ASK_AGAIN_MS = 60_000;
const HOURS_AHEAD = 12;

/**
 * `asked` is {branch ("" for all), from_date, until_date, group}. {figures: {by_branch, by_day, by_group, forecast}, error, asking}: the figures are those
 * of the last question that was answered, and never a mixture of two.
 */
export function useFigures({branch, from_date, until_date, group}) {
  const [state, setState] = useState({figures: null, error: null, asking: true});
  useEffect(() => {
    const giveUp = new AbortController();
    const {signal} = giveUp;
    const report = (by) => call("GetReport", {branch, from_date, until_date, group: by}, {signal});
    const ask = async () => {
      setState((before) => ({...before, asking: true}));
      try {
        const [by_branch, by_day, by_group, forecast] = await Promise.all([
          report("BY_BRANCH"),
          report("BY_DAY"),
          report(group),
          call("GetForecast", {branch, hours: HOURS_AHEAD}, {signal}),
        ]);
        if (!signal.aborted) setState({figures: {by_branch, by_day, by_group, forecast, group}, error: null, asking: false});
      } catch (error) {
        if (!signal.aborted) setState((before) => ({...before, error, asking: false}));
      }
    };
    ask();
    // A page that nobody looks at need not burden the services of ten thousand branches.
    const timer = setInterval(() => document.hidden || ask(), ASK_AGAIN_MS);
    const end = onListAgain(ask);
    return () => {
      giveUp.abort();
      clearInterval(timer);
      end();
    };
  }, [branch, from_date, until_date, group]);
  return state;
}
