// The minutes as they will stand on paper: blocks in their order, each with facts that nobody types and, where the secretary writes, a part. Order
// and parts are those of the server's template (server/sheets, minutes_filling). Pure.
import { clock, day, momentInWords } from "../../council/calendar";
import type { Place } from "../office/address.svelte";
import type { FactDocument, FactItem, FactPerson, Facts, FactSitting } from "./facts";

export type Run = string | { readonly fact: string };
export type Line = readonly Run[];

// The secretary's words.
export interface Part {
  readonly name: string; // as write_minutes calls it
  readonly label: string;
  readonly hint: string;
}

export interface Source {
  readonly words: string;
  readonly to: Partial<Place>;
}

export interface Block {
  readonly id: string;
  readonly level: 2 | 3 | 4;
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly source: Source | null; // where its facts are corrected
  readonly part: Part | null;
}

export interface Head {
  readonly council: string;
  readonly subject: string;
  readonly number: Part;
  readonly dated: Part;
}

export interface Outline {
  readonly head: Head;
  readonly blocks: readonly Block[];
}

// Of the notice of results alone, not of the minutes.
export const noticePart: Part = {
  name: "notice",
  label: "Lời của thông báo kết quả",
  hint: "Để trống thì thông báo dùng lời có sẵn của mẫu.",
};

const fact = (words: string | number): Run => ({ fact: String(words) || "(chưa ghi)" });
const people = (all: readonly FactPerson[]): string =>
  all.map(({ name, position }) => [name, position].filter(Boolean).join(", ")).join("; ");
const none = "Không có.";

// A time of the same day by its clock alone.
const timeBeside = (at: string, beside: string): string => (day(at) === day(beside) ? clock(at) : momentInWords(at));

export const plainText = (line: Line): string => line.map((piece) => (typeof piece === "string" ? piece : piece.fact)).join("");

export function documentWords(one: FactDocument): string {
  const number = one.fullNumber ? `${one.typeName} số ${one.fullNumber}` : `${one.draft ? "Dự thảo " : ""}${one.typeName}`.trim();
  const about = [number, one.issuedOn ? `ngày ${day(one.issuedOn)}` : "", one.issuer ? `của ${one.issuer}` : ""].filter(Boolean).join(", ");
  return one.title ? `${about ? `${about}: ` : ""}${one.title}` : about;
}

interface Missing {
  readonly who: FactPerson;
  readonly absent: string[];
  readonly unrecorded: string[];
}

// Of a sitting nobody recorded nobody is absent.
const isRecorded = ({ quorum }: FactSitting): boolean => quorum.attended + quorum.excused + quorum.unexcused > 0;

// Named as not recorded, with the reason, also where nobody else is recorded (server/sheets, minutes_filling).
const somebodyWaits = ({ roll }: FactSitting): boolean => roll.some((one) => !one.guest && one.waitingSince !== "");

function absences(facts: Facts): Line[] {
  if (!facts.sittings.some((one) => isRecorded(one) || somebodyWaits(one))) return [["Đại biểu vắng: chưa có ghi nhận điểm danh."]];
  const missing = new Map<string, Missing>();
  for (const sitting of facts.sittings)
    for (const line of sitting.roll) {
      if (line.guest || line.attended) continue;
      const known = missing.get(people([line.person])) ?? { who: line.person, absent: [], unrecorded: [] };
      if (line.waitingSince !== "") known.unrecorded.push(`${sitting.name} (tự điểm danh, chưa ai xác nhận)`);
      else if (line.status === "absent") known.absent.push(`${sitting.name} (${line.excused ? "có phép" : "không phép"})`);
      else if (isRecorded(sitting)) known.unrecorded.push(sitting.name);
      else continue;
      missing.set(people([line.person]), known);
    }
  if (missing.size === 0) return [["Đại biểu vắng: ", fact(none)]];
  const words = ({ absent, unrecorded }: Missing): string =>
    [absent.length > 0 ? `vắng ${absent.join(", ")}` : "", unrecorded.length > 0 ? `chưa ghi nhận ở ${unrecorded.join(", ")}` : ""]
      .filter(Boolean)
      .join("; ");
  return [["Đại biểu vắng:"], ...[...missing.values()].map((one): Line => ["– ", fact(people([one.who])), ": ", fact(words(one))])];
}

function guests(facts: Facts): Line {
  const came = new Set(
    facts.sittings.flatMap(({ roll }) => roll.filter((one) => one.guest && one.attended).map((one) => people([one.person]))),
  );
  return ["Khách mời dự: ", fact(came.size > 0 ? [...came].join("; ") : none)];
}

function opening(facts: Facts): Block {
  const { session, council, sittings } = facts;
  const began = sittings[0] ? momentInWords(sittings[0].openedAt) : `ngày ${day(session.startOn)}`;
  const ended = sittings.at(-1) ? momentInWords(sittings.at(-1)?.closedAt) : `ngày ${day(session.endOn)}`;
  return {
    id: "thanh-phan",
    level: 2,
    heading: "I. Thời gian, địa điểm, thành phần",
    lines: [
      ["Khai mạc lúc ", fact(began), ", kết thúc lúc ", fact(ended), ", tại ", fact(session.venue), "."],
      ["Tổng số đại biểu đương nhiệm: ", fact(council.inOffice), "; số phải có mặt để họp: ", fact(sittings[0]?.quorum.needed ?? ""), "."],
      ["Chủ tọa: ", fact(people(session.presiding)), ". Thư ký: ", fact(people(session.secretaries)), "."],
      ...absences(facts),
      guests(facts),
    ],
    source: { words: "Mở điểm danh", to: { screen: "diem-danh", session: session.id } },
    part: { name: "opening", label: "Khai mạc", hint: "Ai khai mạc, thông qua chương trình, cử thư ký." },
  };
}

function quorumLine({ quorum, openedAt }: FactSitting): Line {
  if (quorum.attended + quorum.excused + quorum.unexcused === 0) return [fact("Chưa có ghi nhận điểm danh.")];
  const { atOpening, inOffice, needed } = quorum;
  const later = quorum.crossings.filter((one) => one.at > atOpening.at);
  return [
    "Lúc ",
    fact(timeBeside(atOpening.at, openedAt)),
    " có mặt ",
    fact(`${atOpening.present}/${inOffice}`),
    ` đại biểu (cần ${needed}), `,
    fact(atOpening.enough ? "đủ điều kiện tiến hành" : "chưa đủ điều kiện tiến hành"),
    ".",
    ...later.flatMap((one): Line => [
      one.enough ? " Đủ từ " : " Dưới mức cần có từ ",
      fact(timeBeside(one.at, openedAt)),
      ` (${one.present} đại biểu).`,
    ]),
  ];
}

function sittingBlock(facts: Facts, sitting: FactSitting): Block {
  const { quorum } = sitting;
  return {
    id: `phien-${sitting.id}`,
    level: 3,
    heading: `${sitting.name}${sitting.open ? "" : " (họp kín)"}`,
    lines: [
      [
        "Từ ",
        fact(momentInWords(sitting.openedAt)),
        " đến ",
        fact(timeBeside(sitting.closedAt, sitting.openedAt)),
        sitting.recorded ? "." : ", theo chương trình (chưa ghi nhận giờ thực tế).",
      ],
      [
        "Có mặt ",
        fact(quorum.attended),
        ", vắng có phép ",
        fact(quorum.excused),
        ", vắng không phép ",
        fact(quorum.unexcused),
        ...(quorum.unrecorded > 0 ? [", chưa ghi nhận ", fact(quorum.unrecorded)] : []),
        " trên ",
        fact(quorum.delegates),
        " đại biểu.",
      ],
      quorumLine(sitting),
    ],
    source: { words: "Mở điểm danh", to: { screen: "diem-danh", session: facts.session.id } },
    part: null,
  };
}

function itemBlock(facts: Facts, sitting: FactSitting, item: FactItem): Block {
  const spans = item.spans
    .map(
      ({ beganAt, endedAt }) => `${timeBeside(beganAt, sitting.openedAt)}${endedAt ? ` – ${timeBeside(endedAt, sitting.openedAt)}` : ""}`,
    )
    .join("; ");
  const documents = item.documents.flatMap((id) => facts.documents.find((one) => one.id === id) ?? []);
  const name = `${item.number ? `${item.number}. ` : ""}${item.name}`;
  return {
    id: `muc-${item.id}`,
    level: 4,
    heading: name,
    lines: [
      ...(item.presenter ? [["Trình bày: ", fact(item.presenter), "."]] : []),
      ...(spans ? [["Thời gian: ", fact(spans), "."]] : []),
      ...documents.map((one): Line => ["– ", fact(documentWords(one)), one.verdict ? ` (${one.verdict}).` : "."]),
    ],
    source: { words: "Mở nội dung", to: { screen: "tai-lieu", session: facts.session.id, item: item.id } },
    part: {
      name: `item:${item.id}`,
      label: `Diễn biến nội dung ${item.number || item.name}`,
      hint: "Ý kiến, giải trình, kết luận của chủ tọa.",
    },
  };
}

function movements(facts: Facts): Line[] {
  const lines = facts.sittings.flatMap((sitting) =>
    sitting.roll
      .filter((one) => !one.guest && (one.late || one.leftEarly || one.times.length > 1))
      .map((one): Line => {
        const times = one.times
          .map(({ inAt, outAt }) => `${timeBeside(inAt, sitting.openedAt)}${outAt ? ` – ${timeBeside(outAt, sitting.openedAt)}` : ""}`)
          .join("; ");
        return [`– ${sitting.name}: `, fact(one.person.name), ", có mặt ", fact(times)];
      }),
  );
  return lines.length > 0 ? [["Đến muộn, về sớm, ra ngoài:"], ...lines] : [["Đến muộn, về sớm, ra ngoài: ", fact(none)]];
}

function outcome(facts: Facts): Block {
  const resolutions = facts.documents.filter((one) => one.typeName.startsWith("Nghị quyết") && !one.draft && one.fullNumber !== "");
  return {
    id: "ket-qua",
    level: 2,
    heading: "III. Biểu quyết, nghị quyết",
    lines:
      resolutions.length > 0
        ? [["Nghị quyết được thông qua:"], ...resolutions.map((one): Line => ["– ", fact(documentWords(one))])]
        : [["Nghị quyết được thông qua: ", fact(none)]],
    source: { words: "Mở tài liệu", to: { screen: "tai-lieu", session: facts.session.id } },
    part: { name: "votes", label: "Kết quả biểu quyết", hint: "Từng nghị quyết: bao nhiêu tán thành, không tán thành, không biểu quyết." },
  };
}

const remarks = (facts: Facts): Block => ({
  id: "bien-dong",
  level: 2,
  heading: "IV. Biến động có mặt, đính chính, góp ý",
  lines: [
    ...movements(facts),
    ["Đính chính điểm danh, chương trình: ", fact(facts.amendments.length > 0 ? `${facts.amendments.length} lần` : none)],
    ...(facts.withdrawn.length > 0
      ? [["Tài liệu đã thu hồi: ", fact(facts.withdrawn.map((one) => one.fullNumber || one.title).join("; "))]]
      : []),
    ["Góp ý chính thức trên tài liệu: ", fact(facts.comments.all), ", đã tiếp nhận ", fact(facts.comments.acknowledged), "."],
  ],
  source: { words: "Mở điều hành", to: { screen: "dieu-hanh", session: facts.session.id } },
  part: null,
});

const closing = (facts: Facts): Block => ({
  id: "ket-thuc",
  level: 2,
  heading: "V. Kết thúc",
  lines: facts.sittings.length > 0 ? [["Kết thúc lúc ", fact(momentInWords(facts.sittings.at(-1)?.closedAt)), "."]] : [],
  source: null,
  part: { name: "closing", label: "Bế mạc", hint: "Ai phát biểu bế mạc, biên bản được đọc và thông qua thế nào, lập thành mấy bản." },
});

export function outlineOf(facts: Facts): Outline {
  const one = facts.sitting ? `${facts.sittings[0]?.name ?? ""}, ` : "";
  const contents: Block = { id: "noi-dung", level: 2, heading: "II. Nội dung", lines: [], source: null, part: null };
  return {
    head: {
      council: facts.council.name,
      subject: `${one}${facts.session.name}, ${facts.council.name}${facts.council.termName ? `, ${facts.council.termName}` : ""}`,
      number: { name: "number", label: "Số của biên bản", hint: "Ví dụ 04" },
      dated: { name: "dated", label: "Nơi và ngày lập", hint: `Ví dụ Hương Sen, ngày ${day(facts.session.endOn)}` },
    },
    blocks: [
      opening(facts),
      contents,
      ...facts.sittings.flatMap((sitting) => [
        sittingBlock(facts, sitting),
        ...sitting.items.map((item) => itemBlock(facts, sitting, item)),
      ]),
      outcome(facts),
      remarks(facts),
      closing(facts),
    ],
  };
}

export const partsOf = ({ head, blocks }: Outline): Part[] => [head.number, head.dated, ...blocks.flatMap(({ part }) => part ?? [])];

export const factCount = ({ blocks }: Outline): number =>
  blocks.reduce((sum, { lines }) => sum + lines.flat().filter((piece) => typeof piece !== "string").length, 0);

export interface Turn {
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

// What facts say now that they did not say before. Lines are met by their words up to the first fact.
export function turnsOf(before: Outline, after: Outline): Turn[] {
  const lead = (line: Line): string => (typeof line[0] === "string" ? line[0] : "");
  return after.blocks.flatMap(({ id, heading, lines }) => {
    const old = before.blocks.find((one) => one.id === id);
    if (!old) return [{ where: heading, before: "", after: heading }];
    const gone = old.lines.filter((line) => !lines.some((each) => plainText(each) === plainText(line)));
    const come = lines.filter((line) => !old.lines.some((each) => plainText(each) === plainText(line)));
    const met = come.map((line) => {
      const at = gone.findIndex((each) => lead(each) === lead(line));
      const [was] = at >= 0 ? gone.splice(at, 1) : [];
      return { where: heading, before: was ? plainText(was) : "", after: plainText(line) };
    });
    return [...met, ...gone.map((line) => ({ where: heading, before: plainText(line), after: "" }))];
  });
}
