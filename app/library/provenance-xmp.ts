/** What is known of how an image was made, and may be told to anybody who gets the file. */
export type ProvenanceFacts = { model: string; recipeName: string; recipeVersion: number; createdAt: Date };

/**
 * A photo of the product and what a trained model made around it: IPTC's NewsCodes,
 * https://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia. Google reads it in Images and asks
 * for it in Merchant Center (https://support.google.com/merchants/answer/14743464).
 */
const SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

/**
 * An XMP packet (ISO 16684-1) with IPTC's properties for AI, those of 2025.1 as well. No shop, person or words of a
 * person: of the prompt it names the recipe alone.
 */
export function provenanceXmp({ model, recipeName, recipeVersion, createdAt }: ProvenanceFacts): Buffer {
  const properties = {
    "Iptc4xmpExt:DigitalSourceType": SOURCE_TYPE,
    "Iptc4xmpExt:AISystemUsed": model,
    "Iptc4xmpExt:AIPromptInformation": `Packshot recipe ${recipeName}, version ${recipeVersion}`,
    "xmp:CreatorTool": "Packshot",
    "xmp:CreateDate": createdAt.toISOString(),
  };
  const attributes = Object.entries(properties).map(([name, value]) => `   ${name}="${escaped(value)}"`);
  return Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
   xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/"
${attributes.join("\n")}/>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, " ").replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);
}
