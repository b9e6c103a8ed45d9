#!/bin/sh
# A record with what a run alone does not make: acts, custody by two signatures, a hold that ended, a retention, two
# servings with something withheld, a correction, an erasure.
#   sh tests/peers/exports/make_case.sh PROGRAM FOLDER     FOLDER: new; the case folder is FOLDER/case
set -eu
program=$1
mkdir "$2"
cd "$2"
root=$OLDPWD
ISONOMIA_KEYS=$PWD/keys
export ISONOMIA_KEYS
run() { "$program" "$@" >>log 2>&1 || [ $? -eq 2 ]; }

run run -q "$root/corpus/matters/face-recognition/matter.xml" -o case
run key generate -o officer.pem --unencrypted
run key register case --agent police --key officer.pem
run key generate -o lab.pem --unencrypted
run key register case --agent npl --key lab.pem
run record case --kind transformation --id crop --title 'Image cropped' --agent police --happened 2025-04-12T09:00:00Z \
    --used F1 --generated F2 --parameter 'crop=180 x 220' --key officer.pem
run record case --kind decision --id arrest --title Arrest --agent police --happened 2025-04-20 --known-from F9 \
    --result 'on the match' --no-authority
run record case --kind decision --id arrest --title Arrest --agent police --happened 2025-04-21 --known-from F9 \
    --result 'on the match' --no-authority --replace
mkdir offer
run custody offer case --from police --to npl -e F3 -e F8 --medium 'stick 1' --with-files -o offer/offer.txt --key officer.pem
run custody accept offer/offer.txt --files offer -o receipt.txt --key lab.pem
run custody record case receipt.txt
run custody offer case --from police --to court -e F8 -o second.txt --key officer.pem
run hold place case --title 'Appeal' -e F3 --by court --key officer.pem
run hold release case --id hold-1 --reason 'final' --by court --key officer.pem
run retention set case --category images --ground 's 12' --erase-by 2099-01-01 -e F3
cat >plan.xml <<'END'
<disclosure xmlns="urn:isonomia:disclosure:1"><serve what="exhibit" hide="received_on"/><serve what="hold"/>
<withhold what="activity" category="work product" ground="rule 26" held-by="police"/></disclosure>
END
run disclose case --to defence --plan plan.xml -o first --key officer.pem
run disclose case --to defence --all -o second
run erase case --subject accused --ground Acquittal --decided-by court --key officer.pem
"$program" verify -q case
