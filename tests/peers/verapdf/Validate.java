// Prints the clauses of PDF/A-3a and PDF/UA-1 that files break, by veraPDF. Exit 1 when one does.
import java.io.FileInputStream;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;

public class Validate {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean all = files.length > 0;
        for (String file : files)
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1})
                try (PDFAParser parser =
                         Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 20, false, true, false);
                    ValidationResult result = validator.validate(parser);
                    all &= result.isCompliant();
                    System.out.println(file + " " + flavour + " "
                        + (result.isCompliant() ? "passes" : "FAILS") + ", " + result.getTotalAssertions() + " checks");
                    for (TestAssertion broken : result.getTestAssertions())
                        if (broken.getStatus() == TestAssertion.Status.FAILED)
                            System.out.println("  " + broken.getRuleId().getClause() + "-" + broken.getRuleId().getTestNumber()
                                + " " + broken.getMessage() + " at " + broken.getLocation().getContext());
                }
        System.exit(all ? 0 : 1);
    }
}
