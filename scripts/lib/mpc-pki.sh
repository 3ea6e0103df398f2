# Keys and certificates for development with the JDK's keytool. Sourced; needs JDK set.

# Makes key store $1/$2.p12 and certificate $1/$2.pem unless they are there; $1/password is theirs.
make_party_key() {
  local folder=$1 name=$2
  if [[ ! -e "$folder/password" ]]; then
    (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$folder/password")
  fi
  if [[ ! -e "$folder/$name.pem" ]]; then
    rm -f "$folder/$name.p12"
    (umask 077 && "$JDK/bin/keytool" -genkeypair -alias own -keyalg EC -groupname secp256r1 \
      -dname "CN=$name" -validity 365 -storetype PKCS12 -keystore "$folder/$name.p12" \
      -storepass:file "$folder/password" 2>/dev/null)
    "$JDK/bin/keytool" -exportcert -rfc -alias own -keystore "$folder/$name.p12" \
      -storepass:file "$folder/password" >"$folder/$name.pem" 2>/dev/null
  fi
}
