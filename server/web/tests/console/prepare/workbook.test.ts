// An XLSX as Excel writes it, with a shared string, an inline one, a number and a day: the same table as its CSV.
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";

import { parseFile, SpreadsheetFault } from "../../../src/console/prepare/spreadsheet";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";

function workbook(): Blob {
  const files = {
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${links}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${links}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `${head}<sst xmlns="${main}" count="1" uniqueCount="1"><si><t>Họ và tên</t></si></sst>`,
    "xl/worksheets/sheet1.xml": `${head}<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Từ ngày</t></is></c><c r="C1" t="inlineStr"><is><t>Tổ</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Cao Văn Bút</t></is></c><c r="B2" s="1"><v>46112</v></c><c r="C2"><v>2</v></c></row></sheetData></worksheet>`,
  };
  const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  return new Blob([bytes as BlobPart]);
}

test("A workbook is read, its days as people write them", async () => {
  expect(await parseFile(new File([workbook()], "ds.xlsx"))).toEqual([
    ["Họ và tên", "Từ ngày", "Tổ"],
    ["Cao Văn Bút", "31/03/2026", "2"],
  ]);
});

test("What is no workbook is named, and what to do", async () => {
  const words = async (bytes: Uint8Array): Promise<string> => {
    try {
      await parseFile(new File([bytes as BlobPart], "ds.xlsx"));
      return "";
    } catch (problem) {
      return problem instanceof SpreadsheetFault ? problem.sentence : String(problem);
    }
  };
  expect(await words(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toContain("XLS kiểu cũ");
  expect(await words(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toContain("Không đọc được tệp XLSX");
  expect(await words(new Uint8Array([]))).toContain("Tệp rỗng");
});
