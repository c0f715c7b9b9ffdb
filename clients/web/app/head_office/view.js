// Head office: whether the promises of all branches are kept, drawn and in figures. A manager sees the own branch, head office all of them.
import {html, useState} from "../shell/view.js";
import {ForecastChart} from "../charts/forecast_chart.js";
import {KeptRateChart} from "../charts/kept_rate_chart.js";
import {OpenByAgeChart} from "../charts/open_by_age_chart.js";
import {errorWords} from "../shell/error_words.js";
import {useNow} from "../time/clock.js";
import {branchOf, desk, roleName, useDesk} from "../live/desk.js";
import {clockTime} from "../time/time_words.js";
import {wallDate} from "../time/wall_clock.js";
import {language, named, words} from "../shell/words.js";
import {reportCsv} from "./csv.js";
import {download} from "./download.js";
import {AGES, count, forecastTotals, hoursTogether, rateByDay} from "./figures.js";
import {useFigures} from "./figures_of_period.js";
import {Headline} from "./headline.js";
import {datesOf, PeriodPicker} from "./period.js";
import {ReportTable} from "./report_table.js";
import {dayWords, rateWords, rowTitle} from "./report_words.js";

const BREAKDOWNS = ["BY_CATEGORY", "BY_TEAM", "BY_PERSON"];

function Drawings({figures}) {
  const {by_branch, by_day, forecast} = figures;
  const hours = hoursTogether(forecast.branches ?? []);
  return html`<div class="charts">
    <div class="chart-wide"><${KeptRateChart} days=${rateByDay(by_day)} rateWords=${rateWords} dayWords=${dayWords} /></div>
    <${ForecastChart} hours=${hours} hourWords=${(start) => clockTime(start)} />
    <${OpenByAgeChart} ages=${AGES.map((age) => ({age, count: count(by_branch.total?.open?.[age])}))} />
  </div>`;
}

function Breakdown({figures, group, onGroup, onDownload}) {
  return html`<section class="report-section card">
    <div class="report-head"><h2>${words("web_report.breakdown")}</h2>
      <div class="filter-kinds" role="group" aria-label=${words("web_report.breakdown")}>
        ${BREAKDOWNS.map((one) => html`<button key=${one} type="button" class="filter-kind" aria-pressed=${String(one === group)}
          onClick=${() => onGroup(one)}>${named("web_report", one)}</button>`)}
      </div>
      <button type="button" class="link small" onClick=${() => onDownload(figures.by_group, figures.group)}>${words("web_report.download")}</button></div>
    <${ReportTable} report=${figures.by_group} group=${figures.group} heading=${named("web_report", figures.group)}
      caption=${words("web_report.breakdown")} />
  </section>`;
}

export function HeadOffice() {
  const session = useDesk((desk) => desk.session);
  useDesk(({firm}) => firm);
  const now = useNow(60_000);
  const isHeadOffice = roleName(session.role) === "ROLE_HEAD_OFFICE";
  const [picked, setPicked] = useState(isHeadOffice ? "" : session.branch);
  const today = wallDate(now, (branchOf(picked) ?? desk().branch)?.time_zone);
  const [period, setPeriod] = useState({days: 7});
  const [group, setGroup] = useState("BY_CATEGORY");
  const {figures, error, asking} = useFigures({branch: picked, ...datesOf(period, today), group});
  const forecastOf = new Map((figures?.forecast.branches ?? []).map((branch) => [branch.branch, forecastTotals([branch])]));
  const save = (report, by) =>
    download(
      `krul-${picked || "all"}-${by.slice(3).toLowerCase()}-${report.from_date}-${report.until_date}.csv`,
      reportCsv(report, by.slice(3).toLowerCase(), (key) => (by === "BY_DAY" ? key : rowTitle(by, key)), language()),
    );
  return html`<section class="page page-wide head-office" aria-busy=${String(asking)}>
    <div class="page-head"><h1>${words(isHeadOffice ? "view.head_office" : "web_head_office.own_branch")} <span
      class="page-of"><bdi>${picked ? branchOf(picked)?.title : words("web_head_office.all")}</bdi></span></h1>
      <div class="page-tools">
        ${isHeadOffice && picked && html`<button type="button" class="button"
          onClick=${() => setPicked("")}>${words("web_head_office.back_to_all")}</button>`}
        ${figures && html`<button type="button" class="button"
          onClick=${() => save(figures.by_day, "BY_DAY")}>${words("web_head_office.download_days")}</button>`}
      </div></div>
    <${PeriodPicker} today=${today} period=${period} onPick=${setPeriod} />
    ${error && html`<p class="fault" role="alert">${errorWords(error)}</p>`}
    ${!figures && !error && html`<p class="empty" role="status">${words("web_head_office.asking")}</p>`}
    ${
      figures &&
      html`<${Headline} total=${figures.by_branch.total ?? {}} forecast=${figures.forecast.branches ?? []} />
      ${
        isHeadOffice &&
        !picked &&
        html`<section class="report-section card"><div class="report-head"><h2>${words("web_head_office.branches")}</h2>
        <button type="button" class="link small" onClick=${() => save(figures.by_branch, "BY_BRANCH")}>${words("web_report.download")}</button></div>
        <${ReportTable} report=${figures.by_branch} group="BY_BRANCH" heading=${words("web_report.by_branch")} caption=${words("web_head_office.branches")}
          nowOf=${(key) => forecastOf.get(key)} onPick=${setPicked} /></section>`
      }
      <${Drawings} figures=${figures} />
      <${Breakdown} figures=${figures} group=${group} onGroup=${setGroup} onDownload=${save} />
      <p class="quiet small">${words("web_report.times_note")}</p>`
    }
  </section>`;
}
